"""Home addresses: a door in a dwelling, a house number in a village, or what words call a home."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening.digits import on_line
from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import Page, Window
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.signs import DIGITS, HYPHENS, LETTERS, SPACES, UNSEEN, any_of, in_cell

_HAN = "\u4e00-\u9fff"
_B = "[ \u200b]{0,2}"
_SPACE = f"[{SPACES}{UNSEEN}]{{0,2}}"
_NUMBER = "(?:[0-9]{1,4}|[〇零一二三四五六七八九十百]{1,5})"
_LEAD = re.compile(f"[{_HAN}0-9A-Za-z()·\u200b -]{{0,40}}\\Z")
"""What of an address stands before its door: the place, back to the next punctuation mark."""

_BUILDING = f"{_NUMBER}{_B}(?:号楼|栋|幢|座|号院)"
_DWELLING = "(?:小区|花园|家园|佳苑|公寓|新村|苑|园|里|庭|府|城|家属[院楼])"
_DOOR = re.compile(
    "(?:"
    f"{_BUILDING}{_B}[-、]?{_B}(?:{_NUMBER}|[A-Za-z]){_B}(?:单元|门|梯){_B}[-、]?{_B}{_NUMBER}{_B}(?:室|户|号|房)?"
    f"|{_NUMBER}{_B}单元{_B}(?:{_NUMBER}楼)?{_B}{_NUMBER}{_B}(?:室|户|号|房)?"
    f"|{_BUILDING}{_B}[-、]?{_B}[0-9]{{2,4}}{_B}(?:室|户|号|房)"
    f"|{_DWELLING}{_B}[A-Za-z]?[0-9]{{1,3}}{_B}-{_B}[0-9]{{1,2}}{_B}-{_B}[0-9]{{2,4}}{_B}(?:室|户|号)?"
    ")"
)
_VILLAGE = re.compile(
    f"(?:嘎查|艾里|浩特|村|屯|营子|[村屯]民?小组|社区|{_NUMBER}组|队)(?:{_B}{_NUMBER}{_B}(?:组|社|队|片|巷|街))?"
    f"{_B}(?:门牌)?{_B}[0-9]{{1,4}}{_B}号(?!机|井|线|路|桥|文|令|公告|地|楼|窖|棚|库|站|矿|坑|闸|塘|泵|灯|院)"
)
_SAID = re.compile(
    "(?:家庭(?:住址|地址)|家住(?:在|址)?|现住(?:址|地)?|住址|户籍(?:地址|所在地|地)?|户口所在地|居住地址?|住所地?"
    f"|身份证地址|常住地址|详细地址){_B}[::为是在]?{_B}([{_HAN}0-9A-Za-z()·\u200b #-]{{4,60}})"
)
_PLACE = re.compile(
    f"[{_HAN}](?:省|自治区|市|区|旗|县|镇|乡|苏木|街道|路|街|巷|村|嘎查|屯|小区|花园|家园|社区)|[0-9]{_B}[号室楼栋幢组]"
)
_EXACT = re.compile(f"[0-9一二三四五六七八九十]{_B}(?:号(?!文)|室|单元|栋|幢|号楼|户)|[0-9]{_B}-{_B}[0-9]")
_OFFICE = re.compile(
    "办公|政府|行政|大楼|大厦|会议|中心|窗口|服务|大厅|委员会|管委会|局|院[内区]|公司|学校|小学|中学|医院|单位[::名办]|机关|部门"
    "|联系地址|通信地址|通讯地址|注册地址|经营地址|地址[::]|实验室|教室|工程|项目|标段|改造|维修|验收|竣工|施工|建筑面积|拟建|在建"
    "|开标|报名|投标"
)
_LEADING = re.compile(
    "(?:.*(?:现住|家住|住在|住于|位于|住址|地址|坐落于?|居住[在于]?|户籍地?)[::]?)?[ \u200b-]*"
)
_HEADER = re.compile("住址|家庭地址|户籍|居住地|现住|家庭所在|详细地址")
DOOR = (
    f"[{DIGITS}十]{_SPACE}(?:单{_SPACE}元|栋|幢|座|门|梯|号{_SPACE}楼|号{_SPACE}院){_SPACE}[{HYPHENS}、]?{_SPACE}[{DIGITS}{LETTERS}十]"
    f"|(?:区|园|苑|村|里|庭|府|城|院|楼|寓){_SPACE}[{DIGITS}A-Za-z]{{1,4}}{_SPACE}[{HYPHENS}]"
)
VILLAGE = f"(?:查|里|特|村|屯|子|组|区|社|队|片|巷|街|牌){_SPACE}[{DIGITS}]{{1,4}}{_SPACE}号"
SAID_HEADER = in_cell("住址", "家庭地址", "户籍", "居住地", "现住", "家庭所在", "详细地址")
_SAID_WORDS = any_of(
    "住址",
    "家住",
    "现住",
    "户籍",
    "户口所在",
    "居住地",
    "住所",
    "家庭地址",
    "身份证地址",
    "常住地址",
    "详细地址",
)

SAID = f"{_SAID_WORDS}[^，。；、;\\n\\t]{{0,50}}?[{DIGITS}十]{_SPACE}(?:号|室|单元|栋|幢|户|[{HYPHENS}])"


def find_door(window: Window, asked: Asked) -> Iterator[Found]:
    """A building with unit and door; offices and works on buildings are not homes."""
    for match in _DOOR.finditer(window.form):
        start = _begin(window.form, match.start())
        lead = on_line(window.form, start, 12) + window.form[start : match.end()]
        if not _OFFICE.search(lead) and not _OFFICE.match(window.form, match.end()):
            yield Found(start, match.end())


def find_village(window: Window, asked: Asked) -> Iterator[Found]:
    """A house number in a village or its group."""
    for match in _VILLAGE.finditer(window.form):
        start = _begin(window.form, match.start())
        if not _OFFICE.search(on_line(window.form, start, 12) + window.form[start : match.end()]):
            yield Found(start, match.end())


def find_said(window: Window, asked: Asked) -> Iterator[Found]:
    """What words call a home, if it is a place and exact to the house."""
    for match in _SAID.finditer(window.form):
        around = on_line(window.form, match.start(), 60) + match[0]
        if match[0].startswith("住所") and _OFFICE.search(around):
            continue  # the seat of a body is public
        if _PLACE.search(match[1]) and _EXACT.search(match[1]):
            yield Found(match.start(1), match.start(1) + len(match[1].rstrip()))


def find_in_column(page: Page, asked: Asked) -> Iterator[Found]:
    """Cells under 住址 that are exact to the house; a village's name alone is published on purpose."""
    for table in page.tables:
        for cell in table.under(_HEADER):
            if _EXACT.search(Window(page, cell.start, cell.end).form):
                yield Found(cell.start, cell.end)


def _begin(form: str, door: int) -> int:
    """Where the address with a door at `door` begins: after what only leads to it, such as 住 or 位于."""
    lead = _LEAD.search(form, max(0, door - 40), door)
    start = lead.start() if lead else door
    words = _LEADING.match(form, start, door)
    return words.end() if words else start


_WHY = "住址属于个人隐私，应当只写到村或者街道，或者说明可以公开的理由。"
RULES = (
    Rule(
        "address.column",
        FindingKind.ADDRESS,
        Severity.ANSWER,
        (SAID_HEADER,),
        f"“住址”一栏里写到了门牌。{_WHY}",
        find_on_page=find_in_column,
    ),
    Rule(
        "address.said",
        FindingKind.ADDRESS,
        Severity.ANSWER,
        (SAID,),
        f"写明是住址，而且写到了门牌。{_WHY}",
        find_said,
    ),
    Rule("address.door", FindingKind.ADDRESS, Severity.ANSWER, (DOOR,), f"写到门牌的住址。{_WHY}", find_door),
    Rule(
        "address.village",
        FindingKind.ADDRESS,
        Severity.ANSWER,
        (VILLAGE,),
        f"写到门牌号的住址。{_WHY}",
        find_village,
    ),
)
