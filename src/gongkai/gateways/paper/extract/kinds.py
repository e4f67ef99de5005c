"""What a file is, by what stands in it; the name only decides between kinds of text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.paper import Unreadable

PICTURES = ("png", "jpeg", "gif", "bmp", "tiff", "webp")
_LARGEST_DIRECTORY = 2 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (_OLE, "ole"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"\x01\x00\x09\x00\x00\x03", "wmf"),
)
_FOREIGN = (
    (b"Rar!", "RAR 压缩包，请改用 ZIP 或逐件提交"),
    (b"7z\xbc\xaf", "7z 压缩包，请改用 ZIP 或逐件提交"),
    (b"\x1f\x8b", "gzip 压缩包，请改用 ZIP 或逐件提交"),
    (b"MZ", "程序，不是文书"),
    (b"\x7fELF", "程序，不是文书"),
)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|h1|span|script)\b", re.IGNORECASE)
_BY_NAME = {".csv": "csv", ".tsv": "csv", ".htm": "html", ".html": "html", ".json": "json", ".txt": "txt"}
_HEAD = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = "文件里不是文字，认不出是什么格式。"


def kind_of_any(data: bytes, name: str) -> str:
    """`docx`, `xlsx`, `pdf`, `ofd`, `zip`, `ole`, `rtf`, a picture's kind, `emf`, `wmf`, `html`, `xml`, `json`, `csv`
    or `txt`; Unreadable for anything else."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("文件是空的，没有可以读的内容。")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF":
        return "emf"
    if data[:2] == b"BM" and len(data) > 26 and data[14:15] in (b"\x0c", b"\x28", b"\x6c", b"\x7c"):
        return "bmp"
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise Unreadable(f"这是{what}。")
    return _text_kind(data, name)


def _zip_kind(data: bytes) -> str:
    # A million empty entries would cost a gigabyte before anything could be counted; the end record tells first.
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > _LARGEST_DIRECTORY:
        raise Unreadable("文件里的部件多得不合常理，不予打开。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable("文件损坏：压缩结构不完整。请重新导出或重新下载后再提交。") from error
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx")):
            if any(name.startswith(folder) for name in names):
                return kind
        if any(name.startswith(("ppt/", "visio/")) for name in names):
            raise Unreadable("这是幻灯片或绘图，读不了；请导出为 PDF 后再提交。")
    return "zip"


def _text_kind(data: bytes, name: str) -> str:
    if b"\x00" in data and not data.startswith(_WIDE):
        raise Unreadable(_NO_TEXT)
    text = decoded(data)
    head = text[:_HEAD]
    odd = sum(1 for char in text if ord(char) < 32 and char not in "\t\r\n\f\v\x1a")
    if odd > 8 or "\x00" in text:
        raise Unreadable(_NO_TEXT)
    named = _BY_NAME.get(PurePath(name).suffix.lower())
    start = head.lstrip("\ufeff \t\r\n")
    if named in ("html", "csv", "json"):
        return named
    if _MARKUP.search(head) and (start.startswith("<") or named is None):
        return "html"
    if start.startswith(("<?xml", "<")) and named is None:
        return "xml"
    return "json" if named is None and start.startswith("{") else "txt"
