"""Which fonts, pictures and states a page's operators use: those are copied, and the operators written anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

_KINDS = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState", "cs": "/ColorSpace", "CS": "/ColorSpace",
          "sh": "/Shading", "scn": "/Pattern", "SCN": "/Pattern"}  # fmt: skip
_MARKS = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})
_OWN_COLOURS = frozenset(
    {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/CalGray", "/CalRGB", "/Lab"}
)
_DEEPEST = 12


class NotKept(Exception):  # noqa: N818 - an answer about a page: it has to become a picture
    """The page holds something that cannot be taken along with certainty."""


class Resources:
    """What the operators of one page, form or pattern use, copied into the new document under the same names."""

    def __init__(self, made: pikepdf.Pdf, shared: dict[tuple[int, int], Any], depth: int = 0) -> None:
        """`shared`: what other pages have had written anew already, by its number in the old document."""
        if depth > _DEEPEST:
            raise NotKept
        self._made, self._shared, self._depth = made, shared, depth
        self._kept: dict[str, dict[str, Any]] = {}

    def rewritten(self, thing: Any, known: Any) -> bytes:
        """The operators of a page or form, marks left out; what they use is noted for `kept`."""
        steps: list[Any] = []
        for step in pikepdf.parse_content_stream(thing):
            operator = str(step.operator)
            if operator in _MARKS:
                continue
            if operator in _KINDS:
                self._note(operator, list(step.operands), known)
            steps.append(step)
        return pikepdf.unparse_content_stream(steps)

    def kept(self) -> Dictionary:
        """The dictionary of resources for the new page."""
        return Dictionary({kind: Dictionary(names) for kind, names in self._kept.items()})

    def _note(self, operator: str, operands: list[Any], known: Any) -> None:
        names = [str(one) for one in operands if isinstance(one, pikepdf.Name)]
        kind = _KINDS[operator]
        if not names or (kind == "/ColorSpace" and names[0] in _OWN_COLOURS):
            return
        name = names[0]
        if name in self._kept.get(kind, {}):
            return
        if not isinstance(known, Dictionary) or kind not in known or name not in known[kind]:
            raise NotKept
        self._kept.setdefault(kind, {})[name] = self._copied(known[kind][name], kind)

    def _copied(self, one: Any, kind: str) -> Any:
        if kind == "/Font" and one.get("/Subtype") == Name.Type3:
            return self._once(one, self._drawn_font)
        paints = isinstance(one, pikepdf.Stream) and one.get("/Subtype") != Name.Image
        if paints and kind in ("/XObject", "/Pattern"):
            return self._once(one, self._form)
        if kind == "/ExtGState" and "/SMask" in one and isinstance(one.SMask, Dictionary):
            raise NotKept
        return self._made.copy_foreign(one) if one.is_indirect else self._direct(one)

    def _once(self, one: Any, make: Callable[[Any], Any]) -> Any:
        if not one.is_indirect:
            return make(one)
        if one.objgen not in self._shared:
            self._shared[one.objgen] = make(one)
        return self._shared[one.objgen]

    def _form(self, form: Any) -> Any:
        if "/Resources" not in form or form.get("/OC") is not None or "/Ref" in form:
            raise NotKept
        inner = Resources(self._made, self._shared, self._depth + 1)
        made = self._made.make_stream(inner.rewritten(form, form.Resources))
        for key in ("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/PatternType", "/PaintType", "/TilingType",
                    "/XStep", "/YStep"):  # fmt: skip
            if key in form:
                made[key] = self._direct(form[key])
        if "/Group" in form and isinstance(form.Group, Dictionary):
            made.Group = self._direct(form.Group)
        made.Resources = inner.kept()
        return made

    def _drawn_font(self, font: Any) -> Any:
        """A font whose letters are drawings: each is written anew like a form."""
        if "/CharProcs" not in font:
            raise NotKept
        inner = Resources(self._made, self._shared, self._depth + 1)
        letters = {
            name: self._made.make_stream(inner.rewritten(letter, font.get("/Resources")))
            for name, letter in font.CharProcs.items()
        }
        made = self._made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3))
        for key in (
            "/FontBBox",
            "/FontMatrix",
            "/FirstChar",
            "/LastChar",
            "/Widths",
            "/Encoding",
            "/ToUnicode",
        ):
            if key in font:
                made[key] = self._direct(font[key])
        made.CharProcs, made.Resources = Dictionary(letters), inner.kept()
        return made

    def _direct(self, one: Any) -> Any:
        """A value that is no object of its own: copied by way of one that is."""
        if not isinstance(one, pikepdf.Object):
            return one
        if isinstance(one, pikepdf.Name | pikepdf.String):
            return one
        if one.is_indirect:
            return self._made.copy_foreign(one)
        if isinstance(one, Dictionary):
            return Dictionary({key: self._direct(value) for key, value in one.items()})
        if isinstance(one, pikepdf.Array):
            return pikepdf.Array([self._direct(value) for value in one])
        return one
