"""What a file is: judged by its first bytes and inner parts, then held against what its name says."""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from gongkai.gateways.paper.paper import Kind, Unreadable

ACCEPTED = "可以接收的是 DOCX、PDF、OFD、HTML、TXT 和 JSON。"
_TITLES = {"docx": "Word 文档", "pdf": "PDF", "ofd": "OFD", "html": "网页", "json": "JSON", "txt": "纯文本"}
_BY_NAME: dict[str, Kind] = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".txt": "txt",
}
_FOREIGN = (
    (b"{\\rtf", "RTF 文档，请用 Word 或 WPS 另存为 .docx"),
    (b"\x89PNG", "图片，不是文字文件"),
    (b"\xff\xd8\xff", "图片，不是文字文件"),
    (b"GIF8", "图片，不是文字文件"),
    (b"II*\x00", "图片，不是文字文件"),
    (b"MM\x00*", "图片，不是文字文件"),
    (b"BM", "图片，不是文字文件"),
    (b"MZ", "程序，不是文书"),
    (b"\x7fELF", "程序，不是文书"),
    (b"Rar!", "压缩包，请解开后逐件提交"),
    (b"7z\xbc\xaf", "压缩包，请解开后逐件提交"),
    (b"\x1f\x8b", "压缩包，请解开后逐件提交"),
)
_LARGEST_DIRECTORY = 2 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|h1)\b", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk", "cp936", "hz-gb-2312"}


def kind_of(data: bytes, filename: str) -> Kind:
    """The kind of a file; Unreadable when it is none we read, or is not what its name says."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("文件是空的，没有可以读的内容。")
    found = _binary_kind(data)
    named = _BY_NAME.get(PurePath(filename).suffix.lower())
    if found is None:
        return _text_kind(data, named, filename)
    if PurePath(filename).suffix and named != found:
        raise _not_what_it_says(filename, _TITLES[found])
    return found


def decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB18030; Unreadable when it is none of them."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decode(data, name)
    declared = _CHARSET.search(data[:2048])
    if declared and declared[1].decode("ascii").lower() in _CHINESE:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(data, "gb18030")


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable("文字编码认不出来，请另存为 UTF-8 或 GB18030 编码后再提交。") from error


def _binary_kind(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("文档加了密码，读不出内容；请取消密码后再提交。")
        raise Unreadable("这是旧版 Office 文件（.doc、.xls 或 .wps），请另存为 .docx 后再提交。")
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise Unreadable(f"这是{what}。{ACCEPTED}")
    return None


def _zip_kind(data: bytes) -> Kind:
    # A million empty entries would cost a gigabyte before anything could be counted; the end record tells first.
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > _LARGEST_DIRECTORY:
        raise Unreadable("文件里的部件多得不合常理，不予打开。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("文件损坏：压缩结构不完整。请重新导出或重新下载后再提交。") from error
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable(f"这是表格或幻灯片，不是公文正文。{ACCEPTED}")
    raise Unreadable(f"这是压缩包，不是文书，请解开后逐件提交。{ACCEPTED}")


def _text_kind(data: bytes, named: Kind | None, filename: str) -> Kind:
    if named in ("docx", "pdf", "ofd"):
        raise _not_what_it_says(filename, None)
    text = decoded(data)
    odd = sum(1 for char in text[:4096] if ord(char) < 32 and char not in "\t\r\n\f\v")
    if odd > 8 or "\x00" in text[:4096]:
        raise Unreadable(f"文件里不是文字，认不出是什么格式。{ACCEPTED}")
    if named:
        return named
    if text.lstrip().startswith("{"):
        return "json"
    return "html" if _MARKUP.search(text[:4096]) else "txt"


def _not_what_it_says(filename: str, found: str | None) -> Unreadable:
    suffix = PurePath(filename).suffix.lower()[:10]
    seems = f"看上去是{found}" if found else "认不出是什么"
    return Unreadable(
        f"文件名写的是 {suffix}，内容却不是，{seems}。请核对文件，改正扩展名或换成正确的文件后再提交。"
    )
