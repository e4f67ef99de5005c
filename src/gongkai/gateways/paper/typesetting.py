"""PDF by typst: one compiler kept in the process, the fonts of the machine found once.

What is printed goes in as data (JSON in `sys.inputs`), never as source: nothing in it is read as markup.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst

from gongkai.core.terms import canonical_json

FONTS_VARIABLE = "GONGKAI_FONTS"
_TEX_FONTS = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
"""Where Debian's texlive-lang-chinese keeps the free 仿宋, out of the sight of other programs."""

_FACES = {
    "fang": (
        "FangSong_GB2312",
        "仿宋_GB2312",
        "FangSong",
        "仿宋",
        "STFangsong",
        "FandolFang",
        "FandolFang R",
    ),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong"),
    "hei": ("SimHei", "黑体", "STHeiti", "FandolHei", "Source Han Sans SC", "Noto Sans CJK SC"),
    "song": ("SimSun", "宋体", "NSimSun", "STSong", "FandolSong"),
}
_LAST = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "SimSun", "STSong",
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
    "AR PL UMing CN", "AR PL SungtiL GB", "Droid Sans Fallback",
)  # fmt: skip
"""Stand in where a face is missing, and for the rare characters of names that a face does not have."""


class NoChineseFont(Exception):  # noqa: N818 - named for what is the matter
    """The machine has no font with Chinese characters; the message is a Chinese sentence for the officer."""


def typeset(source: str, data: object) -> bytes:
    """A PDF of a typst source that reads `json(bytes(sys.inputs.data))`; the same input gives the same bytes.

    `data` may hold what canonical_json takes. The source finds the lists of fonts under `fonts`, by role:
    fang, title, hei, song. NoChineseFont where the machine has none.
    """
    inputs = {"data": canonical_json(data), "fonts": canonical_json(font_lists(_families()))}
    compiler, lock, owner = _compiler()
    if owner != os.getpid():
        return _by_another_process(source, inputs)
    # The inputs are the compiler's own state: two threads would print each other's letters.
    with lock:
        return _compiled(compiler, source, inputs)


def font_lists(families: tuple[str, ...]) -> dict[str, list[str]]:
    """For each role the families to try, in order, out of those the machine has.

    >>> font_lists(("DejaVu Sans", "FangSong", "Noto Serif CJK SC"))["fang"]
    ['FangSong', 'Noto Serif CJK SC']
    """
    there = set(families)
    last = [name for name in _LAST if name in there] or [name for name in families if "CJK" in name]
    found = {role: [name for name in names if name in there] for role, names in _FACES.items()}
    if not last and not any(found.values()):
        raise NoChineseFont(
            "这台机器没有中文字体，不能生成PDF；请安装fonts-noto-cjk，"
            f"或者把字体文件放进{FONTS_VARIABLE}所指的文件夹，然后重新启动。DOCX不受影响。"
        )
    spare = [name for names in found.values() for name in names]
    return {role: [*names, *(last or spare)] for role, names in found.items()}


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    own = os.environ.get(FONTS_VARIABLE, "")
    folders = [
        str(folder) for folder in (Path(own) if own else None, _TEX_FONTS) if folder and folder.is_dir()
    ]
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    return tuple(_fonts().families())


@lru_cache(maxsize=1)
def _compiler() -> tuple[typst.Compiler, Lock, int]:
    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True), Lock(), os.getpid()


def _compiled(compiler: typst.Compiler, source: str, inputs: dict[str, str]) -> bytes:
    made = compiler.compile(input=source.encode(), format="pdf", sys_inputs=inputs, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single document")
    return made


def _by_another_process(source: str, inputs: dict[str, str]) -> bytes:
    """For a child that was forked off after its parent had compiled: the compiler's threads are not in the
    child, and a compilation there would wait for them for ever."""
    command = [sys.executable, "-m", "gongkai.gateways.paper.typesetting"]
    given = json.dumps([source, inputs]).encode()
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=120).stdout  # noqa: S603 - our own module


def _main() -> None:
    source, inputs = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(_compiled(_compiler()[0], source, inputs))


if __name__ == "__main__":
    _main()
