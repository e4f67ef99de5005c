"""The last look before release: the file is opened afresh and searched for everything that is withheld.

It fails closed: what cannot be read, cannot be scanned or takes too long counts against the file (secrecy.12, 3.14).
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.parts import Extraction, Part, Unread
from gongkai.core.screening.signs import CHINESE_DIGITS, CHINESE_ZEROS
from gongkai.gateways import clamav
from gongkai.gateways.paper.caged import ask_cage
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.raw_cage import WANTED

_RAW = "gongkai.gateways.paper.raw_cage"
_DEFAULT = Limits()
_LONG = 7
_WIDE = re.compile("[\uff01-\uff5e]")
_NUMERALS = re.compile(f"[{CHINESE_DIGITS}{CHINESE_ZEROS}]")
_WHOLE, _BYTES, _VIRUSES = "整个文件", "文件的字节", "病毒扫描"


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld string that can still be got out: where it was met, and in what way it is written there."""

    withheld: str
    found_in: str
    how: str


@dataclass(frozen=True, slots=True)
class LeakReport:
    """What was met; what could not be looked at, and why; how many parts were read."""

    leaks: tuple[Leak, ...] = ()
    unread: tuple[Unread, ...] = ()
    parts: int = 0

    @property
    def passes(self) -> bool:
        """Whether the file may go out: everything was read, and nothing was met."""
        return not self.leaks and not self.unread

    def as_json(self) -> dict[str, object]:
        """The promised shape, with what stayed unread beside it."""
        return {
            "leaks": [
                {"withheld": one.withheld, "found_in": one.found_in, "how": one.how} for one in self.leaks
            ],
            "unread": [{"part": one.id, "why": one.why} for one in self.unread],
            "parts": self.parts,
        }


def leaks(source: bytes, name: str, withheld: Sequence[str], *, limits: Limits = _DEFAULT) -> LeakReport:
    """What of `withheld` can still be got out of the file, by its parts and by its bytes; never raises for a file.

    Strings are also met parted by spaces, line ends and cells, in another case or width, and in Chinese numerals; short
    figures only by themselves. `name` is the name under which the file would go out, and is searched too.
    """
    wanted = [text for text in dict.fromkeys(one.strip() for one in withheld) if Needle(text).key]
    unread = list(_virus_scan(source))
    try:
        extraction = extract(source, name, limits=limits)
    except Unreadable as error:
        return LeakReport((), (Unread(_WHOLE, error.sentence), *unread), 0)
    found = [*leaks_in(extraction.parts, wanted), *_across(extraction, wanted)]
    try:
        found += _in_bytes(source, wanted, limits)
    except Unreadable as error:
        unread.append(Unread(_BYTES, error.sentence))
    return LeakReport(tuple(dict.fromkeys(found)), (*extraction.unread, *unread), len(extraction.parts))


def leaks_in(parts: Iterable[Part], withheld: Sequence[str]) -> Iterator[Leak]:
    """The same for texts at hand: pages and feeds of the portal, rows of the search index."""
    needles = [Needle(text) for text in withheld]
    for part in parts:
        haystack = Haystack(part.text)
        for needle in needles:
            ways = {_how(needle.text, part.text[start:end]) for start, end in needle.find(haystack)}
            yield from (Leak(needle.text, part.id, how) for how in sorted(ways))


def _across(extraction: Extraction, wanted: Sequence[str]) -> Iterator[Leak]:
    """Strings that begin in one part in sight and end in the next, as at the end of a page."""
    seen = [part for part in extraction.parts if part.kind.in_sight]
    needles = [needle for needle in map(Needle, wanted) if len(needle.key) >= _LONG]
    if len(seen) < 2 or not needles:
        return
    starts, at = [], 0
    for part in seen:
        starts.append(at)
        at += len(part.text) + 1
    haystack = Haystack("\n".join(part.text for part in seen))
    for needle in needles:
        for start, end in needle.find(haystack):
            crossed = [number for number, edge in enumerate(starts) if start < edge < end]
            if crossed:
                where = f"{seen[crossed[0] - 1].id} 至 {seen[crossed[-1]].id}"
                yield Leak(needle.text, where, "跨两个部分")


def _in_bytes(source: bytes, wanted: list[str], limits: Limits) -> list[Leak]:
    if not wanted:
        return []
    with tempfile.TemporaryDirectory(prefix="gongkai-leakcheck-") as folder:
        (Path(folder) / WANTED).write_text(json.dumps(wanted), "utf-8")
        said = ask_cage(_RAW, ["search"], source, limits, folder=folder)
    return [Leak(wanted[int(number)], str(where), str(how)) for number, where, how in said["hits"]]


def _virus_scan(source: bytes) -> Iterator[Unread]:
    place = clamav.configured()
    if place:
        scanned = clamav.scan(source, place)
        if not scanned.passed:
            yield Unread(_VIRUSES, scanned.why)


def _how(withheld: str, met: str) -> str:
    """In what way the string is written where it was met."""
    bare = withheld.strip()
    if met == bare:
        return "原样"
    ways = []
    tight, own = "".join(met.split()), "".join(bare.split())
    if tight.lower() == own.lower():
        ways += ["大小写不同"] if tight != own else []
        ways += ["被空白隔开"] if met.lower().split() != bare.lower().split() else []
        return "、".join(ways)
    if bool(_WIDE.search(met)) != bool(_WIDE.search(bare)):
        ways.append("全角半角不同")
    if _NUMERALS.search(met) and not _NUMERALS.search(bare):
        ways.append("写成中文数字")
    if any(not char.isalnum() for char in met) and not any(not char.isalnum() for char in bare):
        ways.append("被空白或符号隔开")
    return "、".join(ways) or "写法不同"
