"""Letters here are plain text."""

from tests.support.plain_letters import plain_letters

__all__ = ["plain_letters"]
