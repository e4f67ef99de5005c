"""Files as commands take them: several, or folders with everything in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from gongkai.cli.output import BadInput

_TITLES = {"doc": "旧版Word文件", "docx": "DOCX", "xlsx": "XLSX", "pdf": "PDF", "ofd": "OFD",
           "zip": "ZIP压缩包", "rtf": "RTF",
           "ole": "旧版Office文件", "html": "网页", "xml": "XML", "json": "JSON", "csv": "表格文本", "txt": "文本",
           "png": "PNG图片", "jpeg": "JPEG图片", "gif": "GIF图片", "bmp": "BMP图片", "tiff": "TIFF图片",
           "webp": "WebP图片", "emf": "EMF图形", "wmf": "WMF图形"}  # fmt: skip
_ENDINGS = {
    ".docx": ("docx",), ".docm": ("docx",), ".dotx": ("docx",), ".xlsx": ("xlsx",), ".xlsm": ("xlsx",),
    ".doc": ("ole", "doc"), ".wps": ("ole", "doc"), ".xls": ("ole", "xls"), ".et": ("ole", "xls"), ".rtf": ("rtf",),
    ".pdf": ("pdf",), ".ofd": ("ofd",), ".zip": ("zip",), ".png": ("png",), ".jpg": ("jpeg",), ".jpeg": ("jpeg",),
    ".gif": ("gif",), ".bmp": ("bmp",), ".tif": ("tiff",), ".tiff": ("tiff",), ".webp": ("webp",),
}  # fmt: skip
"""What a name promises. Names of texts promise nothing: `.txt` decides how the text is read."""
_BEGINS = {"docx": b"PK", "xlsx": b"PK", "ofd": b"PK", "zip": b"PK", "pdf": b"%PDF-", "ole": b"\xd0\xcf\x11\xe0",
           "rtf": b"{\\rtf", "png": b"\x89PNG", "jpeg": b"\xff\xd8"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to work on, and where it stands below the folder that was named (a file named itself: its name)."""

    path: Path
    below: PurePath


def asked_files(files: Sequence[Path]) -> list[Asked]:
    """The files, and everything in folders, in the order of their names; hidden files are left out.

    BadInput for what does not exist and for a folder without files.
    """
    return [one for file in files for one in _asked(file)]


def is_single(files: Sequence[Path]) -> bool:
    """Whether one file was named: it is answered by itself; anything else is answered as a list."""
    return len(files) == 1 and not files[0].is_dir()


def not_what_it_says(name: str, kind: str, head: bytes = b"") -> str:
    """「名称是.doc，内容是文本。」 where the ending of a name promises another kind than the file is.

    `kind` is "" where the file could not be read; then its first bytes tell what it is not.

    >>> not_what_it_says("通知.doc", "txt"), not_what_it_says("通知.pdf", "pdf")
    ('名称是.doc，内容是文本。', '')
    >>> not_what_it_says("附件.zip", "", b"junk"), not_what_it_says("附件.zip", "", b"PK damaged")
    ('名称是.zip，内容不是ZIP压缩包。', '')
    """
    ending = PurePath(name).suffix.lower()
    promised = _ENDINGS.get(ending, ())
    if not promised or kind in promised:
        return ""
    if kind:
        return f"名称是{ending}，内容是{_TITLES.get(kind, kind.upper())}。"
    begins = _BEGINS.get(promised[0])
    return f"名称是{ending}，内容不是{_TITLES[promised[0]]}。" if begins and begins not in head else ""


def _asked(file: Path) -> Iterator[Asked]:
    if file.is_dir():
        inside = sorted(
            each
            for each in file.rglob("*")
            if each.is_file() and not any(step.startswith(".") for step in each.relative_to(file).parts)
        )
        if not inside:
            raise BadInput(f"文件夹“{file}”里没有文件，应写要处理的文件，或者放有文件的文件夹。")
        yield from (Asked(each, each.relative_to(file)) for each in inside)
    elif file.is_file():
        yield Asked(file, PurePath(file.name))
    else:
        raise BadInput(f"参数“FILE”是“{file}”，没有这个文件或者文件夹。")
