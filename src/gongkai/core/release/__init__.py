"""The gate before publication."""

from gongkai.core.release.gate import ReleaseFacts, before_approval, before_handing_out, before_publication
from gongkai.core.release.moves import release_moves

__all__ = ["ReleaseFacts", "before_approval", "before_handing_out", "before_publication", "release_moves"]
