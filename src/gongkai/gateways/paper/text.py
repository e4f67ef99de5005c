"""Text from outside made fit to keep: no control characters, nothing invisible, one kind of line end."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from gongkai.gateways.paper.parsed import Block

# NUL breaks PostgreSQL, lone surrogates break UTF-8, bidi marks let a text look other than it reads. What chooses
# the form of a letter before it stays: Mongolian is misspelt without U+180B to U+180F, names without U+E0100 and on.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff"
    "\u034f\u061c\u115f\u1160\uffa0\U0001bca0-\U0001bca3\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n|\r|\u2028|\u2029|\x85|\x0b|\x0c")
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# Unicode gives these radicals no decomposition; browsers write them into PDF all the same.
_LIKE = str.maketrans(
    "⺁⺃⺄⺅⺆⺇⺈⺉⺊⺌⺍⺎⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺲⺴⺶⺹⺺⺼⺽⺾⻁⻂⻃⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻭⻯⻰⻳",
    "厂乚乙亻冂几刀刂卜小小兀尢巳幺彑彐忄扌攵旡日月歺母民氵氺灬爫丬牛犭王疋目示礻竹糸纟罒网羊老聿肉臼艹虎衤西见角讠贝足车辶阝钅長长门阝雨青韦页风飞食饣首马骨鬼鱼鸟卤麦黄黾齐齿竜龙龟",
)
_HAN = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_GAP = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_HAN}])")


def clean(text: str) -> str:
    """`text` without what must not be kept; spaces and wide spaces stay as they were typed."""
    return _UNFIT.sub("", _LINE_END.sub("\n", text)).replace("\xa0", " ")


def radicals_undone(text: str) -> str:
    """Fonts in PDF and OFD map 一 to the radical ⼀ (U+2F00): looks alike, is found by no search."""
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match.group()).translate(_LIKE), text)


def gaps_closed(text: str) -> str:
    """Layout leaves a gap between Han and Latin that nobody typed: `2024 年` is read as `2024年`."""
    return _GAP.sub("", re.sub(" {2,}", " ", text))


def lines_of(text: str) -> list[str]:
    """The lines that hold something, without the white space around them."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def paragraph(text: str, titled: bool = False) -> Block:
    """One paragraph; a tab between cells becomes a wide space, as browsers show tabs as nothing much."""
    shown = escape(text, quote=False).replace("\t", "\u3000")
    return Block(text, f"<p>{shown}</p>", titled)
