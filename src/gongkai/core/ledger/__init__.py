"""The ledger: what is digested, how entries are chained, which acts have a name."""

from gongkai.core.ledger.chain import GENESIS, entry_bytes, entry_hash
from gongkai.core.ledger.verbs import VERBS, UnknownVerbError, verb_title
from gongkai.core.terms import canonical_json, sm3_hex

__all__ = [
    "GENESIS",
    "VERBS",
    "UnknownVerbError",
    "canonical_json",
    "entry_bytes",
    "entry_hash",
    "sm3_hex",
    "verb_title",
]
