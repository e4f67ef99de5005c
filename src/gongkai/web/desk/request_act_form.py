"""What the forms of acts on a request have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from gongkai.core.organs import Standing
from gongkai.core.terms import Citation
from gongkai.queries.handing_out import candidates
from gongkai.queries.request_page import RequestPage
from gongkai.web.desk.forms import REQUIRED, DateField, DeskForm, set_options, text
from gongkai.web.numbers import number_in


class RequestActForm(DeskForm):
    """A form that is made for one request, with all that its page shows."""

    def __init__(self, page: RequestPage, who: Standing, today: date, *args: Any, **kwargs: Any) -> None:
        self.page, self.case, self.who, self.today = page, page.case, who, today
        super().__init__(*args, **kwargs)
        self.shape()
        self.clauses = self.citations()
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED
            if isinstance(field, DateField) and field.initial is None and field.required:
                field.initial = today

    def shape(self) -> None:
        """Fills in what depends on the rule book and on the case."""

    def citations(self) -> Mapping[str, Citation | None]:
        """The clause behind each field."""
        return {}

    def gate(self, name: str) -> Citation:
        return self.case.lawbook.gate(name)

    def typed(self, name: str) -> list[str]:
        """What stands in a field at the moment, as text: as it came in, or as it begins."""
        if self.is_bound:
            data: Any = self.data
            key = self.add_prefix(name)
            return list(data.getlist(key)) if hasattr(data, "getlist") else [str(data.get(key, ""))]
        value = self.initial.get(name, self.fields[name].initial if name in self.fields else None)
        listed = value if isinstance(value, (list, tuple)) else [value]
        return [str(each) for each in listed if each not in (None, "")]


class NothingForm(RequestActForm):
    """An act that needs nothing but the will to do it."""


class ReasonsForm(RequestActForm):
    reasons = text("退回的理由", 1000, lines=3, help_text="写明要改什么，拟答复的人会看到。")


class Several(forms.TypedMultipleChoiceField):
    """Any number out of a list of rows; cleans to their ids."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "选择的信息现在不能提供，请重新选择。"},
            **kwargs,
        )


class FindingForm(RequestActForm):
    """A form in which reviewed information is chosen; `find` looks for more of it without losing what was typed."""

    CHOSEN: tuple[str, ...] = ()
    """The fields whose options are editions."""

    find = text(
        "在已审查的信息里查找",
        100,
        required=False,
        help_text="标题、文号或者索引号里的字。只列出通过了保密审查、可以提供的信息。",
    )

    def options(self) -> None:
        """Offers what is chosen already, what was handed in, and what answers the search (or the description)."""
        named = {number_in(key, 0) for name in self.CHOSEN for key in self.typed(name)}
        named |= {edition.edition_id for each in self.page.hand_ins for edition in each.editions}
        sought = "".join(self.typed("find")).strip() or self.case.request.description
        found = candidates(self.who, sought, named - {0})
        for name in self.CHOSEN:
            if name in self.fields:
                set_options(self, name, [(str(each.edition_id), each.label) for each in found])
        if not found:
            for name in self.CHOSEN:
                if name in self.fields:
                    self.fields[
                        name
                    ].help_text = "没有找到可以提供的信息。先登记并通过保密审查，或者换个词查找。"
