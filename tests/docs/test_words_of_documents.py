"""How the documents are written: Chinese sentences have Chinese punctuation, and decisions fit on a page."""

from __future__ import annotations

import re
import tomllib

from tests.support.documents import ROOT, documents, fences, name_of

_HAN = "\u3400-\u9fff"
_HALF = re.compile(f"[{_HAN}」』”）][,;:!?]|[,;:!?][{_HAN}「『“（]|\\([^()]*[{_HAN}][^()]*\\)")


def half_width(text: str) -> list[str]:
    """Places where a Chinese sentence has the punctuation of another script; code and links left out."""
    plain = re.sub(r"(?ms)^```.*?^```$", "", text)
    plain = re.sub(r"<!--.*?-->|`[^`\n]*`|\]\([^)\n]*\)", "", plain)
    return [plain[max(0, found.start() - 8) : found.end() + 8] for found in _HALF.finditer(plain)]


def test_chinese_sentences_have_chinese_punctuation() -> None:
    pages = [page for page in documents() if "decisions" not in page.parts]
    found = {name_of(page): wrong for page in pages if (wrong := half_width(page.read_text("utf-8")))}
    assert found == {}


def test_half_width_would_be_found() -> None:
    assert half_width("先审查,后公开(见第3条)。`a,b`，[图](甲,乙)") == [
        "先审查,后公开(见第3条",
        "先审查,后公开(见第3条)。，[图",
    ]


def test_a_decision_fits_on_a_page_and_says_why() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    texts = {page: page.read_text("utf-8") for page in decisions}
    assert [page.name for page, text in texts.items() if len(text.splitlines()) > 40] == []
    assert [
        page.name for page, text in texts.items() if "**Decided.**" not in text or "**Why.**" not in text
    ] == []
    numbers = [int(page.name[:4]) for page in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    assert [text.split(" ")[1] for text in texts.values()] == [f"{number}." for number in numbers]


def test_no_block_of_a_document_is_empty() -> None:
    assert [
        f"{name_of(page)}:{fence.line}"
        for page in documents()
        for fence in fences(page)
        if not fence.text.strip()
    ] == []


def test_the_page_of_libraries_lists_what_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *project["optional-dependencies"]["build"],
        *project["optional-dependencies"]["dev"],
    ]
    names = [re.split(r"[^\w.-]", line)[0] for line in asked]
    listed = re.findall(r"(?m)^\| `([\w.-]+)` \|", (ROOT / "docs" / "libraries.md").read_text("utf-8"))
    assert listed == names
