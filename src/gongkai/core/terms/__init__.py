"""Words everything else is said in: citations, refusals, roles, actors, disclosure classes."""

from gongkai.core.terms import states
from gongkai.core.terms.actors import Actor, system_actor
from gongkai.core.terms.citation import Citation
from gongkai.core.terms.digest import canonical_json, sm3_hex
from gongkai.core.terms.disclosure import Audience, DisclosureClass, Provenance
from gongkai.core.terms.refusal import Refusal, Refused
from gongkai.core.terms.roles import PostKind, Role, UnitFunction
from gongkai.core.terms.titled import TitledEnum

__all__ = [
    "Actor",
    "Audience",
    "Citation",
    "DisclosureClass",
    "PostKind",
    "Provenance",
    "Refusal",
    "Refused",
    "Role",
    "TitledEnum",
    "UnitFunction",
    "canonical_json",
    "sm3_hex",
    "states",
    "system_actor",
]
