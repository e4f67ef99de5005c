"""Forms of screening: answering findings, looking for words, marking them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.access.cases import Case
from gongkai.actions.screening.marking import SHORTEST
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.screening.finding import FindingKind
from gongkai.core.screening.needles import Needle
from gongkai.core.terms import Citation
from gongkai.queries.screening_page import Found, ground_titles
from gongkai.web.desk.forms import DeskForm, choice, set_options, text

SEVERAL = "several"
MOST_WORDS = 2000

_WHY = "写明为什么不必隐去，或者为什么要隐去。"


class AnswerForm(DeskForm):
    """What is said to one finding, or to several at once. Which answer needs what besides, the rules say."""

    answer = choice("怎样答复", [], radio=True)
    ground = choice("不予公开的情形", [], required=False, help_text="答复是删去时必须选择。")
    instead = text("改成什么文字", 500, required=False, help_text="答复是改为其他文字时填写，例如：某某。")
    proof = text("凭据", 300, required=False, help_text="解密文件、同意书或者发电单位同意的文号和日期。")
    reasons = text("理由", 1000, lines=2, help_text=_WHY)

    def __init__(
        self, case: Case, kinds: Iterable[AnswerKind], *args: Any, telegram: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, clauses=_citations(case), **kwargs)
        known = set(kinds)
        set_options(self, "answer", [(kind.value, kind.title) for kind in AnswerKind if kind in known])
        _set_grounds(self, case)
        asked = {"ground": _GROUND, "instead": _INSTEAD, "proof": _PROOF}
        for name, by in asked.items():
            # Of a telegram nothing goes out without the sender's word, whatever is cut off it.
            if not by & known and not (telegram and name == "proof"):
                del self.fields[name]

    @property
    def given(self) -> Answer:
        """The answer of a valid form."""
        kept = self.cleaned_data
        return Answer(
            AnswerKind(kept["answer"]),
            kept["reasons"],
            kept.get("ground", ""),
            kept.get("instead", ""),
            kept.get("proof", ""),
        )


_GROUND = {AnswerKind.WITHHOLD}
_INSTEAD = {AnswerKind.SUBSTITUTE}
_PROOF = {AnswerKind.DECLASSIFIED, AnswerKind.CONSENT}


class FindForm(DeskForm):
    """Words that are looked for. They are sent, never put into an address: addresses are kept in logs."""

    words = text(
        "要找的文字", MOST_WORDS, lines=2, help_text="可以只写其中几个字；空格、全角半角和大小写不论。"
    )

    def clean_words(self) -> str:
        """Nothing so short can be marked, so it is not looked for either."""
        words = str(self.cleaned_data["words"])
        if len(Needle(words).key) < SHORTEST:
            reason = "这样短的字在别处也有，隐去会误删。"
            raise forms.ValidationError(f"{reason}请至少写{SHORTEST}个字，连同前后的字一起写。")
        return words


class MarkForm(DeskForm):
    """Words that are to be withheld wherever they stand."""

    ground = choice("不予公开的情形", [])
    instead = text("替换为", 500, required=False, help_text="不填就是删去，原处留下“〔不予公开〕”和依据。")
    text = forms.CharField(widget=forms.HiddenInput, max_length=MOST_WORDS)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        clause = case.lawbook.gate("part_secret")
        super().__init__(*args, clauses={"ground": clause}, **kwargs)
        _set_grounds(self, case)


def answer_form(case: Case, found: Found, data: Any = None) -> AnswerForm:
    """The form for one finding, filled in with the answer there is."""
    initial: dict[str, Any] = {}
    if found.said is not None:
        said = found.said.answer
        initial = {
            "answer": said.kind.value,
            "ground": said.ground,
            "instead": said.instead,
            "proof": said.proof,
            "reasons": said.reasons,
        }
    elif len(found.choices) == 1:
        initial = {"answer": found.choices[0].value}
    telegram, auto_id = _telegram(found), f"id_{found.number}_%s"
    return AnswerForm(case, found.choices, data, telegram=telegram, initial=initial, auto_id=auto_id)


def several_form(case: Case, listed: Iterable[Found], data: Any = None) -> AnswerForm:
    """One answer for several findings: every kind of answer that one of them takes."""
    among = tuple(listed)
    fit = {kind for found in among for kind in found.choices}
    telegram = any(_telegram(found) for found in among)
    return AnswerForm(case, fit, data, telegram=telegram, auto_id="id_several_%s")


def _telegram(found: Found) -> bool:
    return found.finding.kind is FindingKind.TELEGRAM


def _set_grounds(form: forms.Form, case: Case) -> None:
    set_options(form, "ground", [("", "请选择"), *ground_titles(case).items()])


def _citations(case: Case) -> dict[str, Citation]:
    answered = case.lawbook.gate("screening_answered")
    grounds = case.lawbook.withhold_grounds(case.on).clause
    return {"answer": answered, "ground": grounds}
