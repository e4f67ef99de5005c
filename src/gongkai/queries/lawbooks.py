"""Rule books for screens and reports."""

from gongkai.access.lawbooks import NoRuleBook, lawbook_for, lawbook_of_organ, version_in_force

__all__ = ["NoRuleBook", "lawbook_for", "lawbook_of_organ", "version_in_force"]
