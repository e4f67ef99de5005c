"""What the forms of acts have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.access.cases import Case
from gongkai.web.desk.forms import REQUIRED, DeskForm


class ActForm(DeskForm):
    """A form that is made for one case; `seen` is the fingerprint of what the page showed."""

    def __init__(self, case: Case, today: date, *args: Any, **kwargs: Any) -> None:
        self.case = case
        self.today = today
        super().__init__(*args, **kwargs)
        self.shape()
        self.clauses = self.citations()
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED

    def shape(self) -> None:
        """Fills in what depends on the rule book."""

    def citations(self) -> dict[str, Any]:
        """The clause behind each field."""
        return {}


class PlainForm(ActForm):
    """An act that needs nothing but the will to do it."""


class SeenForm(ActForm):
    """An act that binds to what was seen."""

    seen_fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def shape(self) -> None:
        self.fields["seen_fingerprint"].initial = self.case.fingerprint
