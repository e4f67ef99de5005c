"""The one place where the web reads the clock."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The moment of this request, aware, in the time zone of the settings.

    Read once at the door of a view and passed down, so that one decision stands on one moment.
    """
    return timezone.localtime()
