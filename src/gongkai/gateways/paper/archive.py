"""Opening a ZIP from outside: bombs, encrypted entries and hostile XML are refused before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable

DAMAGED = "文件损坏：内部结构不完整或不合规范。请重新导出或重新下载后再提交。"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, KeyError, OSError)


class Archive:
    """A ZIP held in memory whose sizes were checked. Sizes declared in it are not believed when reading."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise Unreadable(DAMAGED) from error
        self._limits = limits
        self._unpacked = 0
        entries = self._zip.infolist()
        total = sum(entry.file_size for entry in entries)
        if len(entries) > limits.entries:
            raise Unreadable(f"文件里有 {len(entries)} 个部件，超过 {limits.entries} 个的上限，不予打开。")
        if total > limits.unpacked_bytes or total > max(len(data), 100_000) * limits.unpacked_ratio:
            raise Unreadable("文件解开后大得不合常理（疑似压缩炸弹），不予打开。")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Unreadable("文档加了密码，读不出内容；请取消密码后再提交。")
        self.entries = tuple(entries)
        self.names = tuple(dict.fromkeys(entry.filename for entry in entries))
        self.comment = self._zip.comment

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """One entry; Unreadable when it is missing, damaged, or all entries read together grow past the limit."""
        room = self._limits.unpacked_bytes - self._unpacked
        try:
            with self._zip.open(name) as entry:
                content = entry.read(room + 1)
        except _BROKEN as error:
            raise Unreadable(DAMAGED) from error
        if len(content) > room:
            raise Unreadable("文件解开后大得不合常理（疑似压缩炸弹），不予打开。")
        self._unpacked += len(content)
        return content

    def xml(self, name: str) -> Element:
        return parse_xml(self.read(name), self._limits)


def parse_xml(content: bytes, limits: Limits) -> Element:
    """The tree of an XML part; Unreadable for DTDs, entities, nesting past the limit, and what is not XML."""
    parser = DefusedXMLParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(content)
        root = parser.close()
    except DefusedXmlException as error:
        raise Unreadable("文件里有不该有的实体定义（疑似恶意文件），不予打开。") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(DAMAGED) from error
    check_depth(root, limits.xml_depth)
    return root


def check_depth(root: Element, deepest: int) -> None:
    """Unreadable when the tree is deeper than that."""
    level = [root]
    for _ in range(deepest):
        level = [child for node in level for child in node]
        if not level:
            return
    raise Unreadable("文件内部结构嵌套过深（疑似恶意文件），不予打开。")
