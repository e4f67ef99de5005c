"""Files, links and addresses that the documents name are there."""

from __future__ import annotations

import re
from pathlib import Path

from django.urls import Resolver404, resolve
from tests.support.cast import Bureau, Cast
from tests.support.documents import ROOT, code_words, documents, links, name_of
from tests.support.published import Press, moment

from gongkai.queries.portal.frame import frame_of
from gongkai.web.portal.composing import pages_of_organ, pages_of_site
from gongkai.web.portal.pages import Gone

PAGES = documents()
_FLOORS = (
    "actions",
    "access",
    "cli",
    "config",
    "core",
    "gateways",
    "jobs",
    "queries",
    "records",
    "regimes",
    "web",
)
_PLACE = re.compile(rf"(?:(?:{'|'.join(_FLOORS)})|src|tests|docs|bench)/[\w./*-]+")
_ADDRESS = re.compile(r"/(?:desk|\{机关\}|robots\.txt)(?:/[\w{}\u3400-\u9fff.-]*)*")
_STANDS_FOR = {"id": "1", "年": "2025", "月": "2025-03", "动作": "sign", "版本": "1"}


def test_every_link_leads_somewhere() -> None:
    lost = [
        f"{name_of(page)}: {link}"
        for page in PAGES
        for link in links(page)
        if not (page.parent / link.partition("#")[0]).exists()
    ]
    assert lost == []


def test_every_file_named_is_there() -> None:
    lost = [
        f"{name_of(page)}: {word}"
        for page in PAGES
        for word in code_words(page)
        if _PLACE.fullmatch(word) and not _is_there(word)
    ]
    assert lost == []


def _is_there(word: str) -> bool:
    roots = [ROOT, ROOT / "src" / "gongkai"]
    return any(next(root.glob(word.rstrip("/")), None) is not None for root in roots)


def portal_files(bureau: Bureau) -> set[str]:
    """What the portal of a bureau consists of, with one item published in March 2025."""
    category = "affairs" if bureau.organ.slug == "naiman-housing" else "statistics"
    Press(bureau).publish(at=moment(2025, 3, 3), category=category, files=[("附表.csv", b"1,2\n")])
    frame = frame_of(bureau.organ, moment(2025, 3, 4).date())
    pages = [*pages_of_organ(bureau.organ, frame), *pages_of_site([frame])]
    return {page.path for page in pages if not isinstance(page, Gone)}


def test_every_address_named_answers(cast: Cast) -> None:
    baked = portal_files(cast.naiman)
    item = next(path for path in baked if re.fullmatch(r"naiman-housing/items/\d+\.json", path))
    named = [(page, word) for page in PAGES for word in code_words(page) if _ADDRESS.fullmatch(word)]
    lost = [f"{name_of(page)}: {word}" for page, word in named if not _answers(_filled(word, item), baked)]
    assert (lost, len(named) > 20) == ([], True)


def _filled(word: str, item: str) -> str:
    """An address with something in place of each {name}; of the portal's items there is one."""
    number = Path(item).stem if word.startswith("/{机关}") else "1"
    stands_for = {**_STANDS_FOR, "机关": "naiman-housing", "类别": "affairs", "编号": number}
    return re.sub(r"\{(\w+)\}", lambda found: stands_for[found[1]], word)


def _answers(address: str, baked: set[str]) -> bool:
    path = address.lstrip("/")
    if (f"{path}index.html" if address.endswith("/") else path) in baked:
        return True
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def test_pictures_are_small_and_shown() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    assert {picture.name: picture.stat().st_size < 200_000 and picture in shown for picture in pictures} == {
        "desk-item.png": True,
        "portal-item.png": True,
    }
