"""Seals of signatures drawn onto pages as pictures and drawings: what they prove is gone, how they look stays."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.ofd_places import place_of, resource_files
from gongkai.gateways.paper.extract.ofd_shape import numbers
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.ofd_copy import Copier
from gongkai.gateways.paper.redact.ofd_markup import new, number_text
from gongkai.gateways.paper.redact.ofd_seals import Seal, bare_seal
from gongkai.gateways.paper.redact.ofd_stock import Scope, Stock
from gongkai.gateways.paper.redact.package import Source


class Sealer:
    """Makes objects of a page out of seals; the same seal is kept once."""

    def __init__(self, stock: Stock, limits: Limits) -> None:
        self._stock, self._limits = stock, limits
        self._pictures: dict[bytes, str | None] = {}
        self._drawings: dict[bytes, tuple[str, float, float] | None] = {}

    def drawn(self, seal: Seal) -> Element | None:
        """The object that shows a seal; None where it cannot be drawn."""
        if seal.picture:
            if seal.picture not in self._pictures:
                picture = bare_seal(seal.picture, self._limits)
                self._pictures[seal.picture] = self._stock.put(picture, "png") if picture else None
            found = self._pictures[seal.picture]
            return self._object("ImageObject", found, seal, 1.0, 1.0) if found else None
        if seal.drawing:
            if seal.drawing not in self._drawings:
                self._drawings[seal.drawing] = self._drawing(seal.drawing)
            made = self._drawings[seal.drawing]
            return self._object("CompositeObject", made[0], seal, made[1], made[2]) if made else None
        return None

    def _object(self, name: str, resource: str, seal: Seal, width: float, height: float) -> Element:
        left, top, across, down = seal.box
        shown = seal.clip or (0.0, 0.0, across, down)
        boundary = (left + shown[0], top + shown[1], shown[2], shown[3])
        matrix = (across / width, 0.0, 0.0, down / height, -shown[0], -shown[1])
        return new(
            name,
            ID=self._stock.number(),
            ResourceID=resource,
            Boundary=" ".join(map(number_text, boundary)),
            CTM=" ".join(map(number_text, matrix)),
        )

    def _drawing(self, data: bytes) -> tuple[str, float, float] | None:
        """A seal that is an OFD of its own: what its first page shows, its width and height in millimetres."""
        try:
            source = Source(data, self._limits)
            place = next(
                (one.text or "" for one in source.xml("OFD.xml").iter() if local(one) == "DocRoot"), ""
            ).strip()
            root, folder = source.xml(place.lstrip("/")), place.lstrip("/").rpartition("/")[0]
            listed = next(
                one for holder in root if local(holder) == "Pages" for one in holder if local(one) == "Page"
            )
            where = place_of(folder, attribute(listed, "BaseLoc"))
            page = source.xml(where)
        except (Unreadable, StopIteration):
            return None
        boxes = [
            one.text or "" for tree in (page, root) for one in tree.iter() if local(one) == "PhysicalBox"
        ]
        box = numbers(boxes[0], 4) if boxes else None
        if box is None or box[2] <= 0 or box[3] <= 0:
            return None
        scope = Scope(source, list(resource_files(root, folder)))
        own = list(resource_files(page, where.rpartition("/")[0]))
        copier = Copier(page, boxes[0], Scope(source, own, scope) if own else scope, self._stock)

        def draw(made: Element) -> None:
            inside = new("Content")
            for content in (one for one in page if local(one) == "Content"):
                for layer in copier.layers(content):
                    inside.extend(layer)
            made.append(inside)

        size = {"Width": number_text(box[2]), "Height": number_text(box[3])}
        number = self._stock.drawing(page, size, draw)
        return (number, box[2], box[3]) if number else None
