"""Rule books out of YAML files: read, refused with reasons, or believed."""

from gongkai.gateways.regimes.loader import load_builtin, load_path, load_text, sources
from gongkai.gateways.regimes.problems import Problem, RegimeRefusedError, UnreadableError
from gongkai.gateways.regimes.sources import builtin_ids

__all__ = [
    "Problem",
    "RegimeRefusedError",
    "UnreadableError",
    "builtin_ids",
    "load_builtin",
    "load_path",
    "load_text",
    "sources",
]
