"""TXT and CSV → the same kind in the same encoding."""

from __future__ import annotations

import codecs

from gongkai.core.screening.plan import Place
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.scribe import Scribe, without_signs
from gongkai.gateways.paper.text import clean

_ENCODINGS = ("utf-8", "gb18030")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NOT_IN_CELLS = str.maketrans({",": "，", ";": "；", "|": "｜", '"': "”", "\t": " ", "\n": " ", "\r": " "})
_UNWRITABLE = "替换的文字里有这份文件的编码写不出的字，请换一种写法，或者把文件另存为 UTF-8 编码。"


def redact_text(data: bytes, scribe: Scribe) -> bytes:
    """The text with what is withheld cut out, and without characters nobody sees."""
    text = without_signs(_bare(decoded(data)))
    for part in ("正文", ""):
        places = scribe.places_here(text, part) if part else scribe.places(text)
        for place in reversed(places):
            text = text[: place.start] + place.mark + text[place.end :]
    return encoded(scribe.finish(text), data)


def redact_table(data: bytes, scribe: Scribe) -> bytes:
    """The same for a CSV; commas, quotes and line ends stay where they are, so that no column moves."""
    text = without_signs(_bare(decoded(data)))
    for part in ("表格", ""):
        places = scribe.places_here(text, part) if part else scribe.places(text)
        fixed = _structure(text) if places else frozenset()
        for place in reversed(places):
            text = text[: place.start] + _replaced(text, place, fixed) + text[place.end :]
    return encoded(scribe.finish(text, _in_cell), data)


def encoded(text: str, like: bytes) -> bytes:
    """The text in the encoding of the bytes, with their mark; Unreadable where a substitute cannot be written in it."""
    for mark, name in _BOMS:
        if like.startswith(mark):
            return mark + text.encode(name)
    try:
        return text.encode(encoding_of(like))
    except UnicodeEncodeError as error:
        raise Unreadable(_UNWRITABLE) from error


def encoding_of(data: bytes) -> str:
    """The encoding in which `decoded` read the bytes."""
    text = decoded(data)
    for name in _ENCODINGS:
        try:
            if data.decode(name) == text:
                return name
        except UnicodeDecodeError:
            continue
    return "utf-8"


def _in_cell(mark: str) -> str:
    """A mark without the signs that part cells and rows."""
    return mark.translate(_NOT_IN_CELLS)


def _bare(text: str) -> str:
    """`clean` for each line, so that the way lines end stays as it was."""
    ends = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    return clean(text).replace("\n", ends)


def _structure(text: str) -> frozenset[int]:
    """Where the signs stand that part cells and rows, quotes included."""
    head = text[:4096]
    mark = max(",;\t|", key=head.count)
    found: set[int] = set()
    quoted = False
    for at, char in enumerate(text):
        if char == '"':
            quoted = not quoted
            found.add(at)
        elif not quoted and char in (mark, "\r", "\n"):
            found.add(at)
    return frozenset(found)


def _replaced(text: str, place: Place, fixed: frozenset[int]) -> str:
    made, marked = "", False
    for at in range(place.start, place.end):
        if at in fixed:
            made += text[at]
        elif not marked:
            made, marked = made + place.mark, True
    return made
