"""Looking at everything an edition would give away: its text, its header, and every file that goes with it."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.core.catalogue import AttachedFile, Draft
from gongkai.core.screening.answers import finding_key
from gongkai.core.screening.finding import Finding, Known
from gongkai.core.screening.parts import Extraction, Part, PartKind
from gongkai.core.screening.screening import RULES, screen
from gongkai.core.screening.unseen import unseen_in_text
from gongkai.core.terms import canonical_json, sm3_hex
from gongkai.gateways.files import FileStore
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.extract.door import OUT_OF_TIME
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.markup import blocks_of
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.patterns import screening_scan

_log = logging.getLogger(__name__)
_ALL_TIME = Limits().all_tools_seconds
_MOST_KEPT = 12
_EXTRACTED: dict[tuple[str, str], Extraction] = {}

BODY = "body"
"""The name of an edition's own text among its files."""

TEXT_TITLE = "正文"
HEAD_PART, TEXT_PART, PAGE_PART = "标题和著录项", "正文", "网页正文"

RULES_DIGEST = sm3_hex(canonical_json(sorted(rule.id for rule in RULES)).encode())


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding with the file it stands in (`BODY` or the file's digest)."""

    key: str
    file: str
    file_name: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that was found, and what could not be read: names of files with the reason.

    `unfinished`: more time would have read more.
    """

    seen: tuple[Seen, ...]
    unread: tuple[tuple[str, str], ...]
    parts: int
    unfinished: bool = False


def inspect(draft: Draft, store: FileStore, known: Known, on: date, seconds: float = _ALL_TIME) -> Inspection:
    """Screen a draft with its files. A file that cannot be read, or is not in the store, counts as unread; so does
    everything where the look itself breaks off, since nothing may pass that was not looked at. `seconds` is what
    recognising the text of pictures may take in all."""
    until = time.monotonic() + seconds
    unfinished = False
    seen: dict[str, Seen] = {}
    unread: list[tuple[str, str]] = []
    parts = 0
    words = body_parts(draft)
    # A place in the text means something only in that text: another text gives other names to what is found in it.
    # A file is named by content and name, since the same content may come under two names.
    named = f"{BODY}:{sm3_hex(canonical_json([part.text for part in words]).encode())}"
    for file in (None, *draft.attachments):
        title = file.name if file else TEXT_TITLE
        try:
            extraction = extracted(file, store, until) if file else Extraction("text", words)
            found = screen(extraction.parts, known, on, screening_scan(), draft.formed_on)
            if file is None:
                found = (*found, *_unseen(draft, store, until, words))
        except Unreadable as error:
            unread.append((title, error.sentence))
            continue
        except OSError:
            unread.append((title, "文件不在文件库中。"))
            continue
        except Exception:  # noqa: BLE001 - whatever a rule trips over must not let the rest pass unseen
            _log.exception("查验没有做成：%s", title)
            unread.append((title, "查验没有做成，程序出错；请联系管理员。"))
            continue
        parts += len(extraction.parts)
        late = [each for each in extraction.unread if each.why == OUT_OF_TIME]
        unfinished = unfinished or bool(late)
        unread += [(title, f"{each.id}：{each.why}") for each in extraction.unread if each not in late]
        if late:
            unread.append((title, f"扫描件还有{len(late)}页没有识别完，正在后台继续，请几分钟后再看。"))
        for finding in found:
            key = finding_key(f"{file.digest} {file.name}" if file else named, finding)
            seen.setdefault(key, Seen(key, file.digest if file else BODY, title, finding))
    return Inspection(tuple(seen.values()), tuple(unread), parts, unfinished)


def _unseen(draft: Draft, store: FileStore, until: float, words: tuple[Part, ...]) -> tuple[Finding, ...]:
    """What nobody saw in the document the text was read from. The document itself does not go out."""
    if not draft.source_digest:
        return ()
    source = extracted(AttachedFile(draft.source_name, draft.source_digest, 0), store, until)
    text = next((part for part in words if part.id == TEXT_PART), None)
    return tuple(unseen_in_text(source.parts, text)) if text else ()


def body_parts(draft: Draft) -> tuple[Part, ...]:
    """The edition's own words: title and header as one part, the text as another.

    Text and HTML are shown side by side (page, JSON, search); where they differ both are looked at.
    """
    head = "\n".join(
        line for line in (draft.title, draft.doc_number, draft.issuer, draft.subject, draft.summary) if line
    )
    shown = plain_text(draft.body_html)
    parts = [Part(HEAD_PART, PartKind.BODY, head)]
    if draft.body_text.strip():
        parts.append(Part(TEXT_PART, PartKind.BODY, draft.body_text))
    if "".join(shown.split()) != "".join(draft.body_text.split()):
        parts.append(Part(PAGE_PART, PartKind.BODY, shown))
    return tuple(parts)


def plain_text(html: str) -> str:
    """The words of clean HTML, one line a block; cells are parted by tabs."""
    blocks, _ = blocks_of(html)
    return "\n".join(block.text for block in blocks)


def extracted(file: AttachedFile, store: FileStore, until: float | None = None) -> Extraction:
    """Everything a kept file says; `until` is the moment (monotonic) at which recognition breaks off.

    Raises Unreadable, and OSError where the store lacks it.
    """
    # The store names files by their content, so that a digest always says the same.
    named = (file.digest, file.name)
    known = _EXTRACTED.get(named)
    if known is not None:
        return known
    left = _ALL_TIME if until is None else max(0.0, until - time.monotonic())
    limits = replace(Limits(), all_tools_seconds=left)
    extraction = extract(store.path(file.digest).read_bytes(), file.name, limits=limits)
    # What could not be read, for want of time or of a reader, may be read the next time.
    if not extraction.unread:
        while len(_EXTRACTED) >= _MOST_KEPT:
            _EXTRACTED.pop(next(iter(_EXTRACTED)), None)
        _EXTRACTED[named] = extraction
    return extraction


def known_of(texts: Sequence[str]) -> Known:
    """What an organ has published of itself, out of the lines of its contact."""
    phones = frozenset(text for text in texts if any(sign.isdigit() for sign in text) and "@" not in text)
    return Known(phones, frozenset(text for text in texts if "@" in text))
