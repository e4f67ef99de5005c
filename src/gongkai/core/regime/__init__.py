"""Rule books as dated, cited values: what binds on a day, and on which clause it rests."""

from gongkai.core.regime.binding import Binding, Dated
from gongkai.core.regime.clauses import Clause, ClauseKind
from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.regime.regime import NamedUnit, Regime
from gongkai.core.regime.ruled import RuleSilentError
from gongkai.core.regime.values_conduct import Entry, Grade, Grades
from gongkai.core.regime.values_release import Category, Channel, Contact, Forbidden, Look, Step
from gongkai.core.regime.values_review import (
    Concurrence,
    Ground,
    Mark,
    Opinion,
    RecordField,
    RecordForm,
    ReferralKind,
    ReviewChain,
    Route,
    Signer,
    Stage,
)
from gongkai.core.regime.vocabulary import CLOCKS, GATES, RULES

__all__ = [
    "CLOCKS",
    "GATES",
    "RULES",
    "Binding",
    "Category",
    "Channel",
    "Clause",
    "ClauseKind",
    "Concurrence",
    "Contact",
    "Dated",
    "Entry",
    "Forbidden",
    "Grade",
    "Grades",
    "Ground",
    "Lawbook",
    "Look",
    "Mark",
    "NamedUnit",
    "Opinion",
    "RecordField",
    "RecordForm",
    "ReferralKind",
    "Regime",
    "ReviewChain",
    "Route",
    "RuleSilentError",
    "Signer",
    "Stage",
    "Step",
]
