"""Numbers that Word makes up (一、 （一） 1.) written into the text: HTML lists would turn 一、 into 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.docx_terms import W, style_chain, styles_by_id, value_of

_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCounting",
}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
)
_ROMAN_LOW = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


def write_labels(main: Element, numbering: Element | None, styles: Element | None) -> None:
    """Puts each paragraph's number before its text, in document order, and takes the numbering away from it."""
    if numbering is None:
        return
    lists = _lists(numbering)
    known = styles_by_id(styles)
    counters: dict[str, list[int]] = {}
    for paragraph in main.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        number_id, depth = _number_of(properties, known)
        levels = lists.get(number_id, {})
        level = levels.get(depth)
        if level is None or level.form == "bullet":
            continue
        counts = counters.setdefault(number_id, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        _put_label(paragraph, properties, _label(levels, depth, counts))
    # Else mammoth would number paragraphs again by their style.
    for level_element in numbering.iter(f"{W}lvl"):
        for style in level_element.findall(f"{W}pStyle"):
            level_element.remove(style)


def _lists(numbering: Element) -> dict[str, dict[int, _Level]]:
    abstract = {
        one.get(f"{W}abstractNumId", ""): {
            depth: _Level(
                value_of(level, "numFmt"), value_of(level, "lvlText"), _whole(value_of(level, "start"), 1)
            )
            for level in one.iter(f"{W}lvl")
            if 0 <= (depth := _whole(level.get(f"{W}ilvl", ""), -1)) < _LEVELS
        }
        for one in numbering.iter(f"{W}abstractNum")
    }
    return {
        num.get(f"{W}numId", ""): abstract.get(value_of(num, "abstractNumId"), {})
        for num in numbering.iter(f"{W}num")
    }


def _number_of(properties: Element | None, styles: dict[str, Element]) -> tuple[str, int]:
    number_id, depth = value_of(properties, "numPr/numId"), value_of(properties, "numPr/ilvl")
    if not number_id:
        for style in style_chain(styles, value_of(properties, "pStyle")):
            number_id = value_of(style, "pPr/numPr/numId")
            depth = depth or value_of(style, "pPr/numPr/ilvl")
            if number_id:
                break
    return number_id, min(_whole(depth, 0), _LEVELS - 1)


def _label(levels: dict[int, _Level], depth: int, counts: list[int]) -> str:
    def written(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = levels.get(at)
        return _figure(counts[at] or level.start, level.form) if level else ""

    label = re.sub("%([1-9])", written, levels[depth].pattern)
    return label if not label or label[-1] in "、）)．。" else f"{label}\u3000"


def _put_label(paragraph: Element, properties: Element | None, label: str) -> None:
    at = 0
    if properties is not None:
        at = list(paragraph).index(properties) + 1
        for numbering in properties.findall(f"{W}numPr"):
            properties.remove(numbering)
    # defusedxml builds elements of its own class, which takes no others in.
    run = paragraph.makeelement(f"{W}r", {})
    text = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = label
    run.append(text)
    paragraph.insert(at, run)


def _figure(number: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(number)
    if form in _CIRCLED and number <= 20:
        return chr(0x245F + number)
    if form in ("upperLetter", "lowerLetter") and number <= 26:
        return chr((64 if form == "upperLetter" else 96) + number)
    if form in ("upperRoman", "lowerRoman") and number < 4000:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    return "" if form == "none" else str(number)


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
    return "".join(digits[int(char)] for char in str(number))


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN + _ROMAN_LOW:
        while number >= value:
            written += sign
            number -= value
    return written


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
