"""`gongkai site`: what it answers, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.published import Press, moment

from gongkai.cli.site import site
from gongkai.gateways.site import Signer
from gongkai.records.models import BakeTask


def call(*arguments: str) -> Result:
    return CliRunner().invoke(site, arguments)


@pytest.fixture
def baked(cast: Cast, settings: Settings) -> Path:
    Press(cast.hulunbuir).publish(at=moment(2025, 3, 3))
    assert call("bake").exit_code == 0
    return Path(settings.SITE_DIR)


def test_bake_answers_with_what_changed(cast: Cast, settings: Settings) -> None:
    Press(cast.hulunbuir).publish(at=moment(2025, 3, 3))

    first, again = call("bake", "--json"), call("bake", "--json")

    told = json.loads(first.output)
    assert (first.exit_code, told["tasks"], told["touched"] > 50) == (0, 1, True)
    assert json.loads(again.output) == {"touched": 0, "tasks": 0}
    assert BakeTask.objects.filter(done_at=None).count() == 0


def test_bake_of_one_organ_touches_no_other(cast: Cast, settings: Settings) -> None:
    assert call("bake", "--organ", "naiman-housing").exit_code == 0

    folders = {
        each.name for each in settings.SITE_DIR.iterdir() if each.is_dir() and not each.name.startswith(".")
    }
    assert folders == {"naiman-housing", "manifest", "static"}


def test_bake_of_an_unknown_organ_is_refused_in_a_sentence(cast: Cast) -> None:
    answer = call("bake", "--organ", "nobody")

    assert (answer.exit_code, answer.output) == (
        2,
        "参数--organ是“nobody”，没有这个已施行制度的机关；可用gongkai organ list查看各机关。\n",
    )


def test_verify_holds_with_0(baked: Path) -> None:
    answer = call("verify", "--json")
    told = json.loads(answer.output)

    assert answer.exit_code == 0
    assert told | {"files": 0} == {
        "files": 0, "holds": True, "changed": [], "missing": [], "added": [], "signature": "valid",
    }  # fmt: skip
    assert call("verify").output == f"相符：清单所列{told['files']}个文件，签名有效。\n"


def test_verify_names_what_does_not_fit_and_answers_1(baked: Path) -> None:
    (baked / "index.html").write_text("forged")
    (baked / "robots.txt").unlink()
    (baked / "extra.txt").write_text("x")

    answer = call("verify", str(baked))

    assert answer.exit_code == 1
    assert answer.output.splitlines()[1:] == ["改动：index.html", "缺少：robots.txt", "多出：extra.txt"]


def test_verify_with_a_key_from_elsewhere(baked: Path, tmp_path: Path) -> None:
    key = tmp_path / "other.pem"
    key.write_bytes(Signer.open(tmp_path / "other").public_pem)
    own = tmp_path / "own.pem"
    own.write_bytes((baked / "manifest-key.pem").read_bytes())

    assert call("verify", str(baked), "--key", str(own)).exit_code == 0
    refused = call("verify", str(baked), "--key", str(key))
    assert (refused.exit_code, "签名不符" in refused.output) == (1, True)


def test_bad_input_ends_with_2_and_a_sentence(tmp_path: Path) -> None:
    folder = call("verify", str(tmp_path / "nothing"))
    (tmp_path / "not-a-key").write_text("x")
    key = call("verify", str(tmp_path), "--key", str(tmp_path / "not-a-key"))
    absent = call("verify", str(tmp_path), "--key", str(tmp_path / "absent"))

    assert [answer.exit_code for answer in (folder, key, absent)] == [2, 2, 2]
    assert [answer.output.count("\n") for answer in (folder, key, absent)] == [1, 1, 1]
    assert "没有这个文件夹" in folder.output


def test_a_folder_without_a_manifest_does_not_hold(tmp_path: Path) -> None:
    answer = call("verify", str(tmp_path), "--json")

    assert answer.exit_code == 1
    assert json.loads(answer.output)["missing"] == ["manifest.json"]
