"""Altering rows behind the door: a value that is another one, whatever the column holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Field, Model


def alter(row: Model, column: str) -> None:
    """Write another value into one column of a row, past the program."""
    field = row._meta.get_field(column)
    assert isinstance(field, Field)
    value = other_than(getattr(row, field.attname), field)
    type(row)._default_manager.filter(pk=row.pk).update(**{field.attname: value})


def other_than(value: Any, field: Field[Any, Any]) -> Any:
    """Some value of the field's kind that is not this one."""
    if value is None:
        value = _some_value(field)
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime):
        return value + timedelta(seconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, int | Decimal):
        return value + 50
    if isinstance(value, bytes | memoryview):
        return bytes(value)[:-1] + b"!"
    if isinstance(value, list):
        return [*value, 1]
    text = str(value)
    return text[:-1] + ("~" if text[-1:] != "~" else "^")


def _some_value(field: Field[Any, Any]) -> object:
    kind = field.get_internal_type()
    return {
        "DateField": date(2025, 1, 1),
        "DateTimeField": datetime.fromisoformat("2025-01-01T00:00:00+00:00"),
        "BooleanField": False,
        "CharField": "",
    }.get(kind, 1)
