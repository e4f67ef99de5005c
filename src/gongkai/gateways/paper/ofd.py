"""OFD (GB/T 33190): text objects of each page, put into lines by where they stand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.archive import DAMAGED, Archive
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.lines import Line, blocks_from
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.parsed import Parsed
from gongkai.gateways.paper.pdf import SCANNED

_FEWEST_CHARACTERS = 10
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_ofd(data: bytes, limits: Limits) -> Parsed:
    """The paragraphs of an OFD, all its documents in order. Unreadable as for PDF."""
    archive = Archive(data, limits)
    notes = ["OFD 只读出了文字，表格、图片和版式没有保留，请对照原件核对。"]
    lines: list[Line] = []
    pages = 0
    for body in _named(archive.xml("OFD.xml"), "DocBody"):
        root_path = _text(body, "DocRoot").lstrip("/")
        root = archive.xml(root_path)
        if list(_named(root, "Attachments")):
            notes.append("OFD 里附有其他文件，没有读入；公开前请从原件中删除。")
        for path in _page_paths(root, root_path):
            pages += 1
            if pages > limits.pages:
                raise Unreadable(f"文件超过 {limits.pages} 页的上限；请分册后再提交。")
            lines += rows_of(pieces_of(archive.xml(path), pages - 1))
    if pages == 0:
        raise Unreadable(DAMAGED)
    if sum(len(line.text.strip()) for line in lines) < _FEWEST_CHARACTERS:
        raise Unreadable(SCANNED)
    return Parsed(blocks=blocks_from(lines), notes=notes)


def _page_paths(root: Element, root_path: str) -> Iterator[str]:
    folder = posixpath.dirname(root_path)
    for pages in _named(root, "Pages"):
        for page in _named(pages, "Page"):
            base = page.get("BaseLoc", "")
            yield (
                base.lstrip("/") if base.startswith("/") else posixpath.normpath(posixpath.join(folder, base))
            )


def pieces_of(page: Element, number: int) -> Iterator[Line]:
    """Each text of the text objects in an element, with the place its page gives it."""
    return (line for _, line in coded_pieces(page, number))


def coded_pieces(page: Element, number: int) -> Iterator[tuple[Element, Line]]:
    """The same with the element that holds the text."""
    for thing in page.iter():
        if _name(thing) != "TextObject":
            continue
        box = _numbers(thing.get("Boundary", ""), 4) or (0.0, 0.0, 0.0, 0.0)
        a, b, c, d, e, f = _numbers(thing.get("CTM", ""), 6) or _IDENTITY
        size = abs(_number(thing.get("Size", ""), 1.0)) * (abs(d) or abs(b) or 1.0)
        for code in _named(thing, "TextCode"):
            text = code.text or ""
            x, y = _number(code.get("X", ""), 0.0), _number(code.get("Y", ""), 0.0)
            left, base = box[0] + a * x + c * y + e, box[1] + b * x + d * y + f
            width = _width(code.get("DeltaX", ""), len(text) - 1) * (abs(a) or 1.0) + size
            if text.strip():
                yield code, Line(number, text, left, left + max(width, size), base - size, size)


def rows_of(pieces: Iterator[Line]) -> list[Line]:
    """Pieces on one base line made one line, from the left; a wide gap between them becomes a tab."""
    return [_row(row) for row in parted(pieces)]


def parted(pieces: Iterable[Line]) -> list[list[Line]]:
    """The pieces of each base line, from the left; lines from the top."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.size, one.left)):
        if rows and abs(rows[-1][0].top + rows[-1][0].size - piece.top - piece.size) < piece.size * 0.4:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def is_wide(right: float, piece: Line) -> bool:
    """Whether between what ends at `right` and the piece there is room as between columns."""
    return piece.left - right > piece.size * 1.5


def _row(pieces: list[Line]) -> Line:
    first = pieces[0]
    text, right = first.text, first.right
    for piece in pieces[1:]:
        text += ("\t" if is_wide(right, piece) else "") + piece.text
        right = max(right, piece.right)
    return Line(first.page, text, first.left, right, first.top, max(piece.size for piece in pieces))


def _width(written: str, steps: int) -> float:
    """How far so many steps lead; where fewer are written, the last goes on."""
    total, count, last = 0.0, 0, 0.0
    for times, delta in _deltas(written):
        total, count, last = total + times * delta, count + times, delta
    return total + max(0, steps - count) * last


def _deltas(written: str) -> Iterator[tuple[int, float]]:
    """`g 3 5.6` stands for 5.6 three times over."""
    words = iter(written.split()[:10_000])
    for word in words:
        if word == "g":
            times = min(int(abs(_number(next(words, ""), 0.0))), 10_000)
            yield times, _number(next(words, ""), 0.0)
        else:
            yield 1, _number(word, 0.0)


def _named(parent: Element, name: str) -> Iterator[Element]:
    """Descendants by local name: files of the wild use several namespaces, and none."""
    return (child for child in parent.iter() if _name(child) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(parent: Element, name: str) -> str:
    return next((child.text or "" for child in _named(parent, name)), "").strip()


def _numbers(written: str, count: int) -> tuple[float, ...] | None:
    words = written.split()
    return tuple(_number(word, 0.0) for word in words) if len(words) == count else None


def _number(written: str, otherwise: float) -> float:
    try:
        value = float(written)
    except ValueError:
        return otherwise
    return value if abs(value) < 1e6 else otherwise
