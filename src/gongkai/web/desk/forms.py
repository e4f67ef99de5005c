"""What the forms of the desk have in common: the server judges, in sentences, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.core.catalogue.dates import read_date
from gongkai.core.terms import Citation
from gongkai.gateways.paper.text import clean

REQUIRED = "这一项没有填写。"


class DeskForm(forms.Form):
    """`clauses` maps a field to the clause that asks for it; its chip stands beside the label."""

    # The browser's own bubbles show one fault at a time and vanish; ours are listed and stay.
    use_required_attribute = False
    clauses: Mapping[str, Citation | None]

    def __init__(
        self, *args: Any, clauses: Mapping[str, Citation | None] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.clauses = clauses or {}
        for field in self.fields.values():
            field.error_messages.setdefault("required", REQUIRED)
            field.error_messages["required"] = REQUIRED

    def refuse(self, field: str | None, sentence: str) -> None:
        """Notes a fault found after cleaning, under its field or (None, unknown field) over the whole form."""
        self.add_error(field if field in self.fields else None, sentence)


class DateField(forms.Field):
    """A day, written in any way people write days (2025-04-01, 2025年4月1日, 2025.4.1)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        found = read_date(str(value))
        if found is None:
            raise ValidationError(f"「{str(value)[:20]}」不是一个日期，请写成 2025-04-01 这样。", code="date")
        return found


class WordsField(forms.CharField):
    """Words as people type or paste them, without what no text keeps: control characters, marks that turn the
    direction of reading, characters without width. Such a title breaks the feed, or reads as another one.
    """

    def to_python(self, value: Any) -> str:
        words = clean(super().to_python(value) or "").strip()
        return words if isinstance(self.widget, forms.Textarea) else " ".join(words.split("\n"))


def text(
    label: str, limit: int, *, required: bool = True, lines: int = 1, help_text: str = ""
) -> forms.CharField:
    """A field for words, at most `limit` characters; the sentence tells how many there are."""
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    messages = {"max_length": "有%(show_value)d个字，最多%(limit_value)d个字，请缩短。"}
    field = WordsField(
        label=label,
        max_length=limit,
        required=required,
        widget=widget,
        help_text=help_text,
        error_messages=messages,
    )
    # Without the attribute the browser lets a longer text in, and the sentence can say how much longer.
    field.widget.attrs.pop("maxlength", None)
    return field


def choice(
    label: str,
    options: list[tuple[str, str]],
    *,
    required: bool = True,
    radio: bool = False,
    empty: str = "请选择",
    help_text: str = "",
) -> forms.ChoiceField:
    """One of a few; a list that opens, or radio buttons where each should be read."""
    listed = options if radio else [("", empty), *options]
    return forms.ChoiceField(
        label=label,
        choices=listed,
        required=required,
        widget=forms.RadioSelect if radio else forms.Select,
        help_text=help_text,
        error_messages={"invalid_choice": "「%(value)s」不在可选的范围内，请从列出的各项中选择。"},
    )


def set_options(form: forms.Form, name: str, options: Sequence[tuple[str, Any]]) -> None:
    """Gives a choice of a form its options, as (value, label) or (heading, options)."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(options)
