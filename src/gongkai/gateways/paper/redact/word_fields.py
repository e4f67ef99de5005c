"""Fields and bookmarks of a copied story: page numbers, contents and references stay alive, the rest becomes text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.redact.scribe import Scribe

_ALIVE = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|PAGEREF|REF|SEQ|STYLEREF|NOTEREF|EQ|SYMBOL|ADVANCE)(?=[\s\\]|\Z)",
    re.I,
)
_LINK = re.compile(r'\s*HYPERLINK\s+(?:(\\l)\s+)?"([^"]*)"', re.I)
_WEB = re.compile(r"(?:https?|mailto):[^\s]+\Z", re.I)
_OWN_NAME = re.compile(r"_(?:Toc|Ref|Hlk)\w*\Z")
_WORD = re.compile(r"[^\s\\\"]+")


def settle_fields(root: Element, scribe: Scribe) -> None:
    """Takes out the codes of fields that say where something came from; what they showed stays."""
    parents = {child: parent for parent in root.iter() for child in parent}
    gone: list[Element] = []
    opened: list[list[Element]] = []
    in_code: list[bool] = []
    for element in root.iter():
        name = local(element)
        if name == "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                opened.append([element])
                in_code.append(True)
            elif not opened:
                gone.append(element)
            else:
                opened[-1].append(element)
                if kind == "separate":
                    in_code[-1] = False
                elif kind == "end":
                    in_code.pop()
                    gone += _unfit(opened.pop(), scribe)
        elif name in ("instrText", "delInstrText"):
            if opened and in_code[-1]:
                opened[-1].append(element)
            else:
                gone.append(element)
    for field in opened:
        gone += field
    for element in gone:
        parents[element].remove(element)
    _settle_simple(root, scribe)


def settle_bookmarks(root: Element, wanted: set[str], names: dict[str, str]) -> None:
    """Keeps the bookmarks something points to, under names that say nothing; the rest go."""
    kept: set[str] = set()
    for parent in root.iter():
        for child in list(parent):
            if local(child) == "bookmarkStart":
                name = attribute(child, "name")
                if name not in wanted:
                    parent.remove(child)
                    continue
                kept.add(attribute(child, "id"))
                _set(child, "name", new_name(name, names))
    for parent in root.iter():
        for child in list(parent):
            if local(child) == "bookmarkEnd" and attribute(child, "id") not in kept:
                parent.remove(child)
        if local(parent) == "hyperlink" and attribute(parent, "anchor"):
            _set(parent, "anchor", new_name(attribute(parent, "anchor"), names))
        elif local(parent) == "instrText":
            parent.text = _WORD.sub(lambda word: names.get(word[0], word[0]), parent.text or "")
        elif local(parent) == "fldSimple":
            code = attribute(parent, "instr")
            _set(parent, "instr", _WORD.sub(lambda word: names.get(word[0], word[0]), code))


def pointed_to(root: Element) -> set[str]:
    """Every word that may be the name of a bookmark something points to."""
    words: set[str] = set()
    for element in root.iter():
        if local(element) == "instrText":
            words.update(_WORD.findall(element.text or ""))
        elif local(element) == "fldSimple":
            words.update(_WORD.findall(attribute(element, "instr")))
        elif local(element) == "hyperlink":
            words.add(attribute(element, "anchor"))
    return words


def new_name(name: str, names: dict[str, str]) -> str:
    """The name of a bookmark in the new document; Word's own names say nothing and stay."""
    if _OWN_NAME.match(name) and name.isascii():
        return name
    return names.setdefault(name, f"_Ref9{len(names) + 1:06}")


def _unfit(field: list[Element], scribe: Scribe) -> list[Element]:
    """The elements of a field to take out: none where it stays alive."""
    codes = [one for one in field if local(one) == "instrText"]
    code = "".join(one.text or "" for one in codes)
    fit = _fit(code, scribe)
    if fit is None:
        return field
    if fit != code and codes:
        codes[0].text = fit
        for one in codes[1:]:
            one.text = ""
    return []


def _settle_simple(root: Element, scribe: Scribe) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if local(child) == "fldSimple":
                fit = _fit(attribute(child, "instr"), scribe)
                if fit is not None:
                    _set(child, "instr", fit)
                    continue
                place = list(parent).index(child)
                parent.remove(child)
                for number, inner in enumerate(list(child)):
                    parent.insert(place + number, inner)


def _fit(code: str, scribe: Scribe) -> str | None:
    if _ALIVE.match(code):
        return code
    link = _LINK.match(code)
    if link and link[1]:
        return f' HYPERLINK \\l "{link[2]}" '
    if link and _WEB.match(link[2]) and not scribe.holds(link[2]):
        return f' HYPERLINK "{link[2]}" '
    return None


def _set(element: Element, name: str, value: str) -> None:
    for key in element.attrib:
        if key.rpartition("}")[2] == name:
            element.set(key, value)
            return
