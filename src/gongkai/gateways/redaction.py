"""An edition made anew without what is withheld: its header, its text, and every file that goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape, unescape
from typing import Any

from gongkai.core.catalogue import AttachedFile, Draft
from gongkai.core.catalogue.header import LIMITS
from gongkai.core.screening.needles import Needle
from gongkai.core.screening.parts import Extraction, PartKind
from gongkai.core.screening.plan import Cut, Entry, Plan, Title, cuts_of, places_in, preview
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY, HEAD_PART, PAGE_PART, TEXT_PART, body_parts, extracted
from gongkai.gateways.leakcheck import leaks, leaks_in
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import redact
from gongkai.gateways.paper.redact.scribe import cut_pieces

_HEADER = ("title", "doc_number", "issuer", "subject", "summary", "compiled_by")
_IN_NAMES = "略"
_SHORT_MARK = "〔不予公开〕"
_TAG = re.compile(r"(<[^>]*>)")
_CELL = re.compile(r"</?t[dh]\b", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|h[1-6]|br|li|ul|ol|tr|table|caption)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be withheld: `everywhere` by its words; `places` by file (a digest or `BODY`), each at a place."""

    everywhere: tuple[Entry, ...] = ()
    places: Mapping[str, tuple[Entry, ...]] | None = None

    def plan_for(self, file: str) -> Plan:
        return Plan((*self.everywhere, *(self.places or {}).get(file, ())))


@dataclass(frozen=True, slots=True)
class MadeAnew:
    """The new draft, how many places were cut, the words that must not be met in it, and words met nowhere."""

    draft: Draft
    marks: int
    withheld: tuple[str, ...]
    missed: tuple[str, ...] = ()


def redact_draft(draft: Draft, store: FileStore, wanted: Wanted, today: date, title: Title) -> MadeAnew:
    """The draft without what is withheld; changed files are kept in the store under their new content.

    The document it was read from stays behind. Raises Unreadable (a file that cannot be read, cannot be made anew, or
    still holds what was to go) and PlanRefused (a place that the text does not have).
    """
    words = {part.id: part for part in body_parts(draft)}
    cuts = cuts_of(wanted.plan_for(BODY), words.values(), title)
    withheld = list(dict.fromkeys(cut.text for cut in cuts if not cut.part))
    made = _words_cut(draft, cuts)
    marks = sum(len(places) for places in preview(words.values(), cuts).values())
    files = []
    for file in draft.attachments:
        anew, count, also = _file_cut(file, store, wanted.plan_for(file.digest), today, title)
        files.append(anew)
        marks += count
        withheld += [text for text in also if text not in withheld]
    made = replace(made, attachments=tuple(files), source_name="", source_digest="")
    left = next(leaks_in(body_parts(made), withheld), None)
    if left is not None:
        raise Unreadable(f"“{left.found_in}”里要隐去的文字没有除尽，请到正文中改好再试。")
    return MadeAnew(made, marks, tuple(withheld), _met_nowhere(withheld, draft, store))


def _words_cut(draft: Draft, cuts: Sequence[Cut]) -> Draft:
    # A line of the header has no places of its own: what was found in the header goes from each of its lines.
    of_header = [replace(cut, part="") for cut in cuts if cut.part in ("", HEAD_PART)]
    header: dict[str, Any] = {
        name: _shortened(getattr(draft, name), of_header, LIMITS[name]) for name in _HEADER
    }
    text = _cut(draft.body_text, cuts, TEXT_PART)
    return replace(draft, **header, body_text=text, body_html=cut_markup(draft.body_html, cuts))


def _cut(text: str, cuts: Sequence[Cut], part: str = "") -> str:
    return cut_pieces([(text, True)], places_in(text, cuts, part))[0]


def _shortened(text: str, cuts: Sequence[Cut], most: int) -> str:
    """A line of the header with what is withheld cut out; a mark that is too long for the line goes without ground."""
    made = _cut(text, cuts)
    if len(made) > most:
        made = _cut(text, [replace(cut, mark=_SHORT_MARK) for cut in cuts])
    return made[:most]


def cut_markup(html: str, cuts: Sequence[Cut]) -> str:
    """Clean HTML with the cuts made in its words, also where they run over several elements.

    >>> cut_markup("<p>电话<b>138</b>00，完</p>", [Cut("13800", "〔略〕")])
    '<p>电话<b>〔略〕</b>，完</p>'
    """
    pieces: list[tuple[str, bool]] = []
    tags: dict[int, str] = {}
    for piece in filter(None, _TAG.split(html)):
        if not piece.startswith("<"):
            pieces.append((unescape(piece), True))
            continue
        tags[len(pieces)] = piece
        pieces.append(("\t" if _CELL.match(piece) else "\n" if _BLOCK.match(piece) else "", False))
    text = "".join(piece for piece, _ in pieces)
    parts = (TEXT_PART, PAGE_PART) if any(cut.part for cut in cuts) else (TEXT_PART,)
    places = {place for part in parts for place in places_in(text, cuts, part)}
    made = cut_pieces(pieces, places)
    return "".join(tags.get(at, "") or escape(words, quote=False) for at, words in enumerate(made))


def _file_cut(
    file: AttachedFile, store: FileStore, plan: Plan, today: date, title: Title
) -> tuple[AttachedFile, int, tuple[str, ...]]:
    """The file that takes its place, how many places were cut, and what is withheld in it; itself where nothing is."""
    try:
        extraction = extracted(file, store)
    except OSError as error:
        raise Unreadable(f"附件“{file.name}”不在文件库中。") from error
    cuts = cuts_of(plan, extraction.parts, title)
    if not preview(extraction.parts, cuts):
        return file, 0, ()
    made = redact(store.read(file.digest), file.name, plan, today=today, title=title)
    report = leaks(made.data, made.name, made.withheld)
    if report.leaks:
        raise Unreadable(f"附件“{file.name}”里要隐去的文字没有除尽，不能这样公开；请修改原文件后重新上传。")
    if report.unread:
        why = report.unread[0].why.rstrip("。")
        raise Unreadable(f"附件“{file.name}”隐去之后不能核对：{why}。请联系管理员，或者换一份文件。")
    digest = store.put(made.data)
    name = _named(made.name, [cut for cut in cuts if cut.part in _names(extraction)])
    return AttachedFile(name, digest, len(made.data)), made.marks, made.withheld


def _names(extraction: Extraction) -> frozenset[str]:
    return frozenset(part.id for part in extraction.parts if part.kind is PartKind.FILE_NAME)


def _named(name: str, cuts: Sequence[Cut]) -> str:
    """The file's name without what was found in it; a name bears no grounds."""
    return _cut(name, [replace(cut, part="", mark=_IN_NAMES) for cut in cuts])


def _met_nowhere(withheld: Iterable[str], draft: Draft, store: FileStore) -> tuple[str, ...]:
    """Words that stand nowhere in the old edition: most likely they are written differently there."""
    texts = [part.text for part in body_parts(draft)]
    for file in draft.attachments:
        texts += [part.text for part in extracted(file, store).parts]
    return tuple(text for text in withheld if not any(_stands(text, each) for each in texts))


def _stands(text: str, where: str) -> bool:
    return bool(Needle(text).key) and bool(places_in(where, [Cut(text, "")]))
