"""发文字号: liberal in what is read, exact in what is written.

Three shapes are written: `国发〔2018〕43号`, `国令第706号` (orders that run on over the years) and
`国家税务总局公告2018年第60号` (announcements and orders numbered by year).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.core.catalogue.numerals import fold, read_number

Kind = Literal["document", "order", "announcement"]

_FIRST_YEAR, _LAST_YEAR = 1949, 2099
_LONGEST_ORGAN = 20
_LONGEST_TEXT = 200
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_OPEN, _CLOSE = r"[\[(【〔〈《{<]", r"[\])】〕〉》}>]"
_YEAR = "[0-9〇一二三四五六七八九]{4}"
_SERIAL = "(?:[0-9]{1,6}|[〇一二三四五六七八九十百千]{1,9})"
_LABEL = re.compile("^(?:发文字号|公文字号|文件字号|文件编号|发文文号|发文号|文号|字号|编号):?")
_TAIL = re.compile("(?<=号)(?:文件|文)$")
_WHOLE = (
    re.compile(
        f"(?P<organ>[{_HAN}]{{1,{_LONGEST_ORGAN}}}?){_OPEN}(?P<year>{_YEAR})年?{_CLOSE}?第?(?P<serial>{_SERIAL})号?"
    ),
    re.compile(
        f"(?P<organ>[{_HAN}]{{1,{_LONGEST_ORGAN}}}?)(?P<year>{_YEAR})年?{_CLOSE}第?(?P<serial>{_SERIAL})号?"
    ),
    re.compile(
        f"(?P<organ>[{_HAN}、]{{1,40}}?(?:令|公告|通告)){_OPEN}?(?P<dated>{_YEAR})年第?(?P<serial>{_SERIAL})号{_CLOSE}?"
    ),
    re.compile(f"(?P<organ>[{_HAN}、]{{1,40}}?(?:令|公告|通告)){_OPEN}?第?(?P<serial>{_SERIAL})号{_CLOSE}?"),
)
_IN_TEXT = (
    re.compile(f"{_OPEN}\\s*(?P<year>{_YEAR})\\s*年?\\s*{_CLOSE}\\s*第?\\s*(?P<serial>{_SERIAL})\\s*号"),
    re.compile(f"(?<=[令告])\\s*{_OPEN}?(?P<dated>{_YEAR})\\s*年\\s*第\\s*(?P<serial>{_SERIAL})\\s*号"),
    re.compile(f"(?<=[令告])\\s*第\\s*(?P<serial>{_SERIAL})\\s*号"),
)
_ORGAN_AT_END = re.compile(f"[{_HAN}]{{1,40}}$")
# Running text says 根据国发〔2018〕43号 without a break; these words never belong to an organ's abbreviation.
_BEFORE_ORGAN = re.compile(
    "^.*(?:根据|按照|依据|依照|参照|遵照|贯彻|落实|执行|废止|替代|代替|修改|详见|参见|附件|其中|以及|并按|同时|以下简称"
    "|[一二三四五六七八九十]日|的(?:通知|意见|决定|公告|通告|批复|复函|函|报告|请示|办法|规定|方案))|^号(?:文件|文)?(?:和|与|及|或)?"
)
_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class DocNumber:
    """The number of a document: organ's abbreviation, year (None for orders that run on), serial (from 1).

    `dated` tells announcements numbered `2018年第60号` from the six-angle brackets.

    >>> DocNumber("国发", 2018, 43).text
    '国发〔2018〕43号'
    >>> DocNumber("国令", None, 706).text
    '国令第706号'
    >>> DocNumber("国家税务总局公告", 2018, 60, dated=True).text
    '国家税务总局公告2018年第60号'
    """

    organ: str
    year: int | None
    serial: int
    dated: bool = False

    @property
    def text(self) -> str:
        """The one exact way to write it."""
        if self.year is None:
            return f"{self.organ}第{self.serial}号"
        if self.dated:
            return f"{self.organ}{self.year}年第{self.serial}号"
        return f"{self.organ}〔{self.year}〕{self.serial}号"

    @property
    def kind(self) -> Kind:
        if self.organ.endswith("令"):
            return "order"
        return "announcement" if self.organ.endswith(("公告", "通告")) else "document"

    def same_as(self, other: DocNumber) -> bool:
        """Whether both name one document: catalogues write 国令 where the document says 国务院令.

        >>> DocNumber("国令", None, 706).same_as(DocNumber("国务院令", None, 706))
        True
        """
        return (_plain_organ(self), self.year, self.serial) == (_plain_organ(other), other.year, other.serial)

    def as_json(self) -> dict[str, str | int | None]:
        return {"organ": self.organ, "year": self.year, "serial": self.serial, "text": self.text}

    def __str__(self) -> str:
        return self.text


def read_doc_number(text: str) -> DocNumber | None:
    """The number that the whole of `text` writes, however it was typed; None where it cannot be read.

    Refused: years of two digits, years before 1949, a serial of 0, anything beside the number itself.

    >>> str(read_doc_number("发文字号： 国 发[2018] 第043号"))
    '国发〔2018〕43号'
    >>> str(read_doc_number("国务院令 第七百一十一号"))
    '国务院令第711号'
    >>> read_doc_number("国发〔18〕43号") is None
    True
    """
    if len(text) > _LONGEST_TEXT:
        return None
    plain = _LABEL.sub("", _unwrapped(re.sub(r"\s+", "", fold(text))))
    plain = _TAIL.sub("", plain)
    for pattern in _WHOLE:
        match = pattern.fullmatch(plain)
        number = _number(match["organ"], match) if match else None
        if number:
            return number
    return None


def find_doc_numbers(text: str) -> tuple[DocNumber, ...]:
    """Every number written in running text, in order of appearance, each once.

    Only complete numbers (with 号) count here: `〔2018〕43` in a sentence may be anything.

    >>> [str(n) for n in find_doc_numbers("根据国发[2018]43号和国办发〔2016〕 82 号文件")]
    ['国发〔2018〕43号', '国办发〔2016〕82号']
    """
    found = sorted(_in_text(fold(text)), key=lambda pair: pair[0])
    return tuple(dict.fromkeys(number for _, number in found))


def _in_text(text: str) -> Iterator[tuple[int, DocNumber]]:
    for pattern in _IN_TEXT:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()].rstrip()
            organ = _organ_at_end(before)
            number = _number(organ, match) if organ else None
            if number:
                yield match.start(), number


def _organ_at_end(before: str) -> str:
    run = _ORGAN_AT_END.search(before)
    if run is None:
        return ""
    organ = _BEFORE_ORGAN.sub("", run.group())
    # 1991年3月4日国务院令第76号: the day is a date's. 日政发 alone is the city of 日照.
    after_figure = before[: run.start()][-1:].isdigit()
    return organ.removeprefix("日") if after_figure else organ


def _number(organ: str, match: re.Match[str]) -> DocNumber | None:
    groups = match.groupdict()
    dated = groups.get("dated")
    written_year = dated or groups.get("year")
    year = read_number(written_year) if written_year else None
    serial = read_number(groups["serial"])
    if not serial or (written_year and (year is None or not _FIRST_YEAR <= year <= _LAST_YEAR)):
        return None
    if organ.endswith(("令", "公告", "通告")):
        organ = organ.rpartition(_STATE)[2]
    elif len(organ) > _LONGEST_ORGAN:
        return None
    return DocNumber(organ, year, serial, dated is not None) if len(organ) > 1 or year else None


def _plain_organ(number: DocNumber) -> str:
    return "国令" if number.organ == "国务院令" else number.organ


def _unwrapped(text: str) -> str:
    """Without the brackets, quotes and full stops around a number; its own brackets stay."""
    for _ in range(3):
        text = text.strip("。.,;:、\"'“”‘’")
        if text[:1] not in tuple("([【《〈<{") or text[-1:] not in tuple(")]】》〉>}"):
            break
        text = text[1:-1]
    return text
