"""Old Word files and RTF, by way of LibreOffice where it is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.support.extracting import texts
from tests.support.papers.word import docx, p, t, table

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.tools import office

pytestmark = [
    pytest.mark.skipif(office() is None, reason="LibreOffice（libreoffice-writer）没有安装"),
    pytest.mark.xdist_group("office"),
]
BODY = p(t("电话13812345678")) + p(t("某某", "<w:vanish/>")) + table(("户主", "某甲"))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one document as .doc and as .rtf."""
    folder = tmp_path_factory.mktemp("old")
    edited = (
        f'<w:del w:id="1" w:author="经办人" w:date="2024-01-01T00:00:00Z">{t("某丙", tag="delText")}</w:del>'
    )
    (folder / "a.docx").write_bytes(docx(BODY + p(t("户主") + edited)))
    for suffix in ("doc", "rtf"):
        command = [str(office()), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", suffix, "--outdir", str(folder), str(folder / "a.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_text_tables_hidden_text_and_deletions(old: Path, suffix: str) -> None:
    found = extract(old / f"a.{suffix}")
    assert found.kind == suffix
    assert found.unread == ()
    held = {
        (part.kind, word)
        for part in found.parts
        for word in ("13812345678", "某某", "某甲", "某丙")
        if word in part.text
    }
    assert held >= {
        (PartKind.BODY, "13812345678"),
        (PartKind.HIDDEN_TEXT, "某某"),
        (PartKind.TABLE, "某甲"),
        (PartKind.DELETION, "某丙"),
    }


def test_what_a_fast_save_left_in_the_bytes(old: Path) -> None:
    data, words = (old / "a.doc").read_bytes(), "一般内容".encode("utf-16-le")
    # Word leaves whole paragraphs in the room that its streams have to spare.
    at = data.rfind(bytes(200))
    left = data[: at + 40] + words + data[at + 40 + len(words) :]
    assert any("一般内容" in text for text in texts(left).values())
