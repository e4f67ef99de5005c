"""Forms of the reply: choosing how to answer, then only the fields that this answer needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.actions.requests.written import LONGEST, ReplyGiven
from gongkai.core.regime.values_requests import Outcome
from gongkai.core.requests.form import WAY_WANTED
from gongkai.core.requests.outcomes import ENDINGS, FIELDS, OUTCOMES, Needs, needs_of
from gongkai.core.terms import Citation
from gongkai.queries.request_page import RequestPage
from gongkai.web.desk.forms import choice, set_options, text
from gongkai.web.desk.request_act_form import FindingForm, RequestActForm, Several

PICKED = "outcome"
"""The name under which an outcome is chosen in the address."""

_WORDS = {
    "where": (2, "写到申请人照着就能找到：网址、栏目，或者地点和电话。"),
    "when": (1, "现在就能取得的可以不填。"),
    "withheld": (3, "逐项写明哪些部分不予提供。"),
    "reasons": (4, "写给申请人看：事实、所依据的规定，以及怎样得出结论。"),
    "who": (1, ""),
    "contact": (1, "电话或者地址。"),
    "law": (2, "法律、行政法规的名称和条文。"),
    "public_interest": (3, "写明不公开会对公共利益造成什么重大影响。第三方会收到书面告知。"),
}
_GIVES = ("files", "redacted")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer, with what it asks for in a few words."""

    id: str
    title: str
    clause: Citation
    asks: str


def choices(page: RequestPage, *, on_the_spot: bool = False) -> list[Choice]:
    """The ways to answer that the rule book knows; on the spot only those that need nobody's decision."""
    case = page.case
    found = []
    for outcome in case.lawbook.outcomes(case.on):
        if outcome.result == "correction" or outcome.id in ENDINGS or outcome.id not in OUTCOMES:
            continue
        if not on_the_spot or OUTCOMES[outcome.id].on_the_spot:
            found.append(Choice(outcome.id, outcome.title, outcome.clause, _asks(needs_of(outcome))))
    return found


def _asks(needs: Needs) -> str:
    required = [title for field, title in FIELDS.items() if field in needs.required]
    either = [title for field, title in FIELDS.items() if field in needs.one_of]
    parts = ["、".join(required)] if required else []
    return "；".join([*parts, *(["或者".join(either)] if either else [])])


class ReplyForm(FindingForm):
    """The fields of one outcome: what it needs, what it may carry, and nothing that belongs to another."""

    CHOSEN = ("editions", "redacted")
    field_order = (
        "outcome", "where", "when", "find", "editions", "redacted", "withheld", "ground", "reasons", "who",
        "contact", "law", "earlier", "public_interest", "provision", "how",
    )  # fmt: skip

    outcome = forms.CharField(widget=forms.HiddenInput, max_length=30)
    editions = Several("原样提供的信息", required=False)
    redacted = Several("删去或者改动了不予公开内容的版本", required=False)
    ground = choice("不予公开的理由类别", [])
    earlier = choice("先前的答复", [])
    provision = choice("提供的形式", [], required=False, empty="不涉及")

    def shape(self) -> None:
        self.chosen = _outcome(self.page, "".join(self.typed("outcome")))
        needs = needs_of(self.chosen) if self.chosen else Needs()
        for name, (lines, hint) in _WORDS.items():
            if name in FIELDS and needs.cell(name) == "forbidden":
                continue
            if name != "public_interest" or self._objected():
                title = FIELDS.get(name, "公共利益的理由")
                needed = name in needs.required or name == "public_interest"
                self.fields[name] = text(title, LONGEST[name], required=needed, lines=lines, help_text=hint)
        self._lists(needs)
        if self.chosen is not None:
            self.options()
        self.order_fields(self.field_order)

    def _lists(self, needs: Needs) -> None:
        book, on = self.case.lawbook, self.case.on
        for name, field in (
            ("editions", "files"),
            ("redacted", "redacted"),
            ("ground", "ground"),
            ("earlier", "earlier"),
        ):
            if needs.cell(field) == "forbidden":
                del self.fields[name]
        if not {"editions", "redacted"} & set(self.fields):
            del self.fields["find"], self.fields["provision"]
        else:
            ways = book.list_rule("requests.provision", on).value
            set_options(self, "provision", [("", "不涉及"), *((way.id, way.title) for way in ways)])
        if "redacted" in self.fields:
            self.fields["redacted"].required = "redacted" in needs.required
        if "ground" in self.fields:
            grounds = [(each.id, each.title) for each in book.refusal_grounds(on).value]
            set_options(self, "ground", [("", "请选择"), *grounds])
        if "earlier" in self.fields:
            self.fields["earlier"].required = "earlier" in needs.required
            replied = [
                (str(one.request_id), f"{one.serial} {one.matter}")
                for one in self.page.similar
                if one.replied
            ]
            set_options(self, "earlier", [("", "请选择"), *replied])
            if not replied:
                self.fields["earlier"].help_text = "没有找到给同一申请人的答复。"

    def _objected(self) -> bool:
        """Whether a third party has objected with good reason, so that giving it all needs a public interest."""
        objected = any(
            one.row.kind == "third_party" and one.row.opinion in ("object", "partly") and one.row.well_founded
            for one in self.page.asked
        )
        return objected and self.chosen is not None and self.chosen.id == "granted"

    def citations(self) -> Mapping[str, Citation | None]:
        if self.chosen is None:
            return {}
        law = {name: self.chosen.clause for name in self.fields if name in FIELDS}
        given = dict.fromkeys(("editions", "redacted"), self.gate("reply_reviewed"))
        return (
            law | given | {"public_interest": self.gate("third_party"), "provision": self.gate("provision")}
        )

    @property
    def searched(self) -> bool:
        """Whether the outcome rests on the searches on file."""
        return self.chosen is not None and "search" in needs_of(self.chosen).required

    def clean_outcome(self) -> str:
        if self.chosen is None:
            raise forms.ValidationError("没有选择答复类型，请先选择。", code="outcome")
        return self.chosen.id

    @property
    def given(self) -> ReplyGiven:
        """What was typed, once it is clean."""
        data = self.cleaned_data
        redacted = tuple(data.get("redacted", ()))
        return ReplyGiven(
            outcome=data["outcome"],
            **{name: data.get(name, "") for name in (*_WORDS, "ground", "provision")},
            earlier=int(data["earlier"]) if data.get("earlier") else None,
            editions=tuple(key for key in data.get("editions", ()) if key not in redacted),
            redacted=redacted,
        )


class AtOnceForm(ReplyForm):
    """The same on the spot, with how it is handed over."""

    how = choice("怎样交给申请人", [], required=True)

    def shape(self) -> None:
        super().shape()
        offer_ways(self)


class SendForm(RequestActForm):
    how = choice("怎样交给申请人", [])

    def shape(self) -> None:
        offer_ways(self)

    def citations(self) -> Mapping[str, Citation | None]:
        return {"how": self.gate("provision")}


class ApproveForm(RequestActForm):
    seen_fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = text("意见", 1000, required=False, lines=2)

    def shape(self) -> None:
        self.fields["seen_fingerprint"].initial = self.case.fingerprint


def offer_ways(form: RequestActForm) -> None:
    """The ways of handing over, the one the applicant asked for first chosen."""
    set_options(form, "how", [(title, title) for title in WAY_WANTED.values()])
    form.fields["how"].initial = WAY_WANTED.get(form.case.request.way_wanted, "")


def _outcome(page: RequestPage, outcome_id: str) -> Outcome | None:
    known = {one.id for one in choices(page)}
    return next(
        (
            each
            for each in page.case.lawbook.outcomes(page.case.on)
            if each.id == outcome_id and each.id in known
        ),
        None,
    )


def first_values(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the address fills into a reply: an outcome, and what a suggestion names."""
    names = (PICKED, "where", "earlier")
    found: dict[str, Any] = {name: str(asked.get(name, ""))[:1000] for name in names if asked.get(name)}
    if asked.get("edition"):
        found["editions"] = [str(asked["edition"])[:12]]
    return found
