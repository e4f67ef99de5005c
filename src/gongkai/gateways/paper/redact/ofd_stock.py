"""What the pages of an OFD take from its files of resources: only what is used comes along, under new ids and names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.ofd_places import base_of, is_seen_through, place_of
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.ofd_markup import (
    CHILDREN,
    REFERENCES,
    add,
    drawn_attributes,
    drawn_text,
    new,
)
from gongkai.gateways.paper.redact.ofd_shown import Shown, painted
from gongkai.gateways.paper.redact.package import Source
from gongkai.gateways.paper.redact.pictures import bare_picture
from gongkai.gateways.paper.redact.scribe import Scribe

_KINDS = frozenset({"ColorSpace", "DrawParam", "Font", "MultiMedia", "CompositeGraphicUnit"})
_FONTS = {b"\x00\x01\x00\x00": "ttf", b"true": "ttf", b"OTTO": "otf", b"ttcf": "ttc"}
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_FOREIGN = "OFD 里有一幅图片认不出是什么格式，不能处理；请导出为 PDF，或者用原稿（.docx）重新做。"
_LONGEST_NAME = 80
_DEEPEST = 8
_COMMON_FONT = "宋体"


@dataclass(frozen=True, slots=True)
class Held:
    """Something kept as a resource, and where its file of resources lies and keeps what goes with it."""

    element: Element
    folders: tuple[str, str]


class Scope:
    """Where the ids that a page uses lead: first to its own resources, then to those of the document."""

    def __init__(self, source: Source, files: list[str], outer: Scope | None = None) -> None:
        self.source, self._outer = source, outer
        self._held: dict[str, Held] = {}
        for file in files:
            if file in source:
                root = source.xml(file)
                folders = (base_of(root, file), file.rpartition("/")[0])
                for one in root.iter():
                    if local(one) in _KINDS:
                        self._held.setdefault(attribute(one, "ID"), Held(one, folders))
        self.is_clear: Callable[[str], bool] = cache(self._is_clear)

    def find(self, old: str, kind: str) -> Held | None:
        """What an id stands for; None where it stands for nothing of that kind."""
        found = self._held.get(old)
        if found is not None and local(found.element) == kind:
            return found
        return self._outer.find(old, kind) if self._outer is not None else None

    def file(self, held: Held, name: str) -> bytes | None:
        """The file that a resource names in its element of that name."""
        said = next(((one.text or "").strip() for one in held.element if local(one) == name), "")
        for folder in held.folders:
            place = place_of(folder, said)
            if said and place in self.source:
                return self.source.read(place)
        return None

    def _is_clear(self, old: str) -> bool:
        held = self.find(old, "MultiMedia")
        data = self.file(held, "MediaFile") if held is not None else None
        return data is not None and is_seen_through(data)


class Stock:
    """The resources of one new document, filled as they are asked for."""

    def __init__(self, source: Source, scribe: Scribe) -> None:
        self._source, self._scribe = source, scribe
        self._count = 0
        self._known: dict[object, str | None] = {}
        self._groups: dict[str, list[Element]] = {}
        self._depth = 0
        self.drawings: list[Element] = []
        self.files: dict[str, bytes] = {}
        self.tainted: dict[str, bool] = {}

    def number(self) -> str:
        """An id that nothing else has."""
        self._count += 1
        return str(self._count)

    def take(self, scope: Scope, old: str, kind: str) -> str | None:
        """The new id of a font, colour space, picture or way of drawing; None where there is none by that id."""
        if kind == "MultiMedia":
            return self.picture(scope, old, None)
        held = scope.find(old, kind)
        if held is None:
            return None
        if held.element in self._known:
            return self._known[held.element]
        self._known[held.element] = number = self.number()
        made = self._font(scope, held) if kind == "Font" else self._plain(scope, held.element)
        made.set("ID", number)
        self._groups.setdefault(kind, []).append(made)
        return number

    def picture(self, scope: Scope, old: str, shown: Shown | None) -> str | None:
        """The new id of a picture of which only that much is seen; None where the file is missing."""
        held = scope.find(old, "MultiMedia")
        data = scope.file(held, "MediaFile") if held is not None else None
        if held is None or data is None:
            return None
        whole = shown or Shown()
        key = (held.element, whole.crop, whole.patches)
        if key not in self._known:
            if not data.startswith(_PICTURES):
                raise Unreadable(_FOREIGN)
            made = bare_picture(data, self._source.limits, whole.crop)
            if made is not None and whole.patches:
                made = painted(made[0], whole.patches)
            self._known[key] = self.put(*made) if made is not None else None
        return self._known[key]

    def put(self, picture: bytes, ending: str) -> str:
        """The id of a new picture."""
        made = new("MultiMedia", ID=self.number(), Type="Image", Format=ending.upper())
        add(made, "MediaFile", self._file("image", ending, picture))
        self._groups.setdefault("MultiMedia", []).append(made)
        return made.get("ID", "")

    def drawing(self, unit: Element, size: dict[str, str], draw: Callable[[Element], None]) -> str | None:
        """The new id of a drawing; `draw` fills it. None for one that holds itself."""
        if unit in self._known:
            return self._known[unit]
        self._known[unit] = None
        if self._depth >= _DEEPEST:
            raise Unreadable("OFD 里的图形套得过深（疑似恶意文件），不予处理。")
        self._depth += 1
        made = new("CompositeGraphicUnit", ID=self.number(), **size)
        draw(made)
        self._depth -= 1
        self.drawings.append(made)
        self._known[unit] = made.get("ID")
        return self._known[unit]

    def common_font(self) -> str:
        """The id of a font that every machine has, for marks and for texts that name none."""
        if _COMMON_FONT not in self._known:
            made = new("Font", ID=self.number(), FontName=_COMMON_FONT, Charset="unicode")
            self._groups.setdefault("Font", []).append(made)
            self._known[_COMMON_FONT] = made.get("ID")
        return str(self._known[_COMMON_FONT])

    def taint(self, font: str, *, cut: bool) -> None:
        """Notes that letters drawn with the font did not come along: its tables know them still."""
        self.tainted[font] = self.tainted.get(font, False) or cut

    def has_file(self, font: str) -> bool:
        """Whether the font comes with its shapes."""
        return any(len(one) for one in self._groups.get("Font", []) if one.get("ID") == font)

    def strip(self, font: str) -> None:
        """Leaves the shapes of a font behind; its name stays."""
        for one in self._groups.get("Font", []):
            if one.get("ID") == font:
                for inside in list(one):
                    self.files.pop(inside.text or "", None)
                    one.remove(inside)

    def listings(self) -> tuple[Element | None, Element | None]:
        """The files of resources: fonts and colours, and the rest; None where there would be nothing in one."""
        first = _listing(
            {"ColorSpaces": self._groups.get("ColorSpace", []), "Fonts": self._groups.get("Font", [])}
        )
        second = _listing(
            {
                "DrawParams": self._groups.get("DrawParam", []),
                "MultiMedias": self._groups.get("MultiMedia", []),
                "CompositeGraphicUnits": self.drawings,
            }
        )
        return first, second

    def _font(self, scope: Scope, held: Held) -> Element:
        made = new("Font", **drawn_attributes(held.element))
        for key in ("FontName", "FamilyName"):
            said = _SUBSET.sub("", attribute(held.element, key))[:_LONGEST_NAME]
            if said:
                made.set(key, self._scribe.whole(said))
        made.set("FontName", made.get("FontName") or _COMMON_FONT)
        data = scope.file(held, "FontFile")
        ending = _FONTS.get(data[:4]) if data is not None else None
        if data is not None and ending is not None:
            add(made, "FontFile", self._file("font", ending, data))
        return made

    def _plain(self, scope: Scope, element: Element) -> Element:
        made = new(local(element), **drawn_attributes(element))
        made.text = drawn_text(element) or None
        for key, kind in REFERENCES.items():
            old = attribute(element, key)
            kept = self.take(scope, old, kind) if old else None
            if kept is not None:
                made.set(key, kept)
        made.extend(
            self._plain(scope, child)
            for child in element
            if local(child) in CHILDREN.get(local(element), ()) and local(child) != "Pattern"
        )
        return made

    def _file(self, stem: str, ending: str, content: bytes) -> str:
        name = f"{stem}{len(self.files) + 1}.{ending}"
        self.files[name] = content
        return name


def _listing(groups: dict[str, list[Element]]) -> Element | None:
    root = new("Res", BaseLoc="Res")
    for name, members in groups.items():
        if members:
            add(root, name).extend(members)
    return root if len(root) else None
