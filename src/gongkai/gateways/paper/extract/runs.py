"""Words in bytes of no known form: what can be read there by anybody who looks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = re.compile(
    rb"(?:[\x20-\x7e\t\r\n]\x00|[\x00-\xff][\x4e-\x9f\x34-\x4d]|[\x00-\x3f]\x30|[\x00-\xef]\xff|[\x10-\x40]\x20){4,}"
)
_NARROW = re.compile(rb"[\x20-\x7e\t]{6,}")
_UTF8 = re.compile(rb"(?:[\x20-\x7e\t]|[\xe3-\xe9\xef][\x80-\xbf]{2}|\xe2\x98[\x80-\xbf]){4,}")
_GB = re.compile(rb"(?:[\x20-\x7e\t]|[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]){6,}")
_COMMON = re.compile(f"[{_HAN}]{{2}}|[0-9A-Za-z]{{6}}|@")
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞号密秘绝机"
)
_BYTES = 20_000_000


def any_text(data: bytes) -> str:
    """A short piece of bytes as text in whichever encoding fits; what fits none is shown as Latin letters."""
    for name in ("utf-8", "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def runs(data: bytes) -> Iterator[str]:
    """Stretches of readable text in UTF-16, UTF-8, GB18030 or ASCII, each once, chance hits mostly left out."""
    known: set[str] = set()
    for text in _found(data[:_BYTES]):
        tidy = text.strip()
        if tidy and tidy not in known and _COMMON.search(tidy) and _likely(tidy):
            known.add(tidy)
            yield tidy


def _found(data: bytes) -> Iterator[str]:
    for match in _WIDE.finditer(data):
        yield match.group().decode("utf-16-le", "ignore")
    for pattern, name in ((_UTF8, "utf-8"), (_GB, "gb18030"), (_NARROW, "ascii")):
        for match in pattern.finditer(data):
            yield match.group().decode(name, "ignore")


def _likely(text: str) -> bool:
    """Random bytes read as Han give rare characters; what people write is full of common ones."""
    han = [char for char in text if char > "\u2e80"]
    return not han or sum(char in _FREQUENT for char in han) * 3 >= len(han) or len(han) < len(text) / 3
