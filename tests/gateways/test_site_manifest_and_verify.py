"""The site on disk: what is listed, signed and found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.gateways.site import DamagedSiteError, Signer, open_site, public_key_of, verify
from gongkai.gateways.site.manifest import shard_of

PAGES = {
    "index.html": b"<p>home</p>",
    "a/index.html": b"<p>a</p>",
    "a/data.json": b"{}\n",
    "a/items/1/index.html": "公开".encode(),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer.open(tmp_path / "keys")


def bake(root: Path, signer: Signer, pages: dict[str, bytes], *, anew: bool = False) -> list[str]:
    with open_site(root, signer, anew=anew) as baking:
        for path, content in pages.items():
            baking.put(path, content)
        if anew:
            baking.keep_only("", set(pages))
        baking.commit()
        return baking.touched


def verdict(root: Path, signer: Signer) -> dict[str, object]:
    return verify(root, signer.public_pem).as_json()


def test_a_baked_site_holds(root: Path, signer: Signer) -> None:
    bake(root, signer, PAGES)

    files = len(PAGES) + len({shard_of(path) for path in [*PAGES, "manifest-key.pem"]}) + 1
    assert verdict(root, signer) == {
        "files": files, "holds": True, "changed": [], "missing": [], "added": [], "signature": "valid",
    }  # fmt: skip


def test_only_what_differs_is_written_and_the_manifest_comes_last(root: Path, signer: Signer) -> None:
    bake(root, signer, PAGES)
    kept = (root / "index.html").stat().st_ino

    touched = bake(root, signer, {**PAGES, "a/data.json": b"[]\n"})

    assert touched == [
        "a/data.json",
        f"manifest/{shard_of('a/data.json')}.json",
        "manifest.json",
        "manifest.sig",
    ]
    assert (root / "index.html").stat().st_ino == kept
    assert bake(root, signer, {**PAGES, "a/data.json": b"[]\n"}) == []


def test_changed_missing_and_added_files_are_named(root: Path, signer: Signer) -> None:
    bake(root, signer, PAGES)
    (root / "index.html").write_bytes(b"<p>forged</p>")
    (root / "a/data.json").unlink()
    (root / "a/extra.html").write_bytes(b"x")

    found = verdict(root, signer)

    assert (found["holds"], found["changed"], found["missing"], found["added"]) == (
        False, ["index.html"], ["a/data.json"], ["a/extra.html"],
    )  # fmt: skip


def test_a_manifest_signed_by_somebody_else_does_not_hold(root: Path, signer: Signer, tmp_path: Path) -> None:
    stranger = Signer.open(tmp_path / "stranger")
    bake(root, stranger, PAGES)

    assert verify(root, signer.public_pem).signature == "wrong"
    assert verify(root, None).as_json()["holds"] is True  # whole in itself, by the key that lies beside it


def test_a_missing_signature_and_a_missing_manifest_do_not_hold(root: Path, signer: Signer) -> None:
    bake(root, signer, PAGES)
    (root / "manifest.sig").unlink()
    unsigned = verify(root, signer.public_pem)
    (root / "manifest.json").unlink()
    unlisted = verify(root, signer.public_pem)

    assert (unsigned.holds, unsigned.signature, unsigned.missing) == (False, "missing", ["manifest.sig"])
    assert (unlisted.holds, unlisted.missing) == (False, ["manifest.json"])


def test_a_forged_line_is_not_signed_by_the_next_baking(root: Path, signer: Signer) -> None:
    """Somebody changes a page and its line in the list: the baker must not take the list over and sign it."""
    bake(root, signer, PAGES)
    shard = root / "manifest" / f"{shard_of('index.html')}.json"
    shard.write_bytes(shard.read_bytes().replace(b'": "', b'": "0', 1))

    with pytest.raises(DamagedSiteError):
        bake(root, signer, {"index.html": b"<p>new</p>"})
    bake(root, signer, PAGES, anew=True)

    assert verdict(root, signer)["holds"] is True


def test_baking_anew_removes_what_does_not_belong(root: Path, signer: Signer) -> None:
    bake(root, signer, PAGES)
    (root / "a/extra").mkdir()
    (root / "a/extra/.hidden").write_bytes(b"x")
    (root / "manifest/zz.json").write_bytes(b"{}")

    bake(root, signer, {"index.html": PAGES["index.html"]}, anew=True)

    assert verdict(root, signer)["holds"] is True
    assert not (root / "a").exists()


def test_removing_unlists_and_leaves_no_empty_folder(root: Path, signer: Signer) -> None:
    bake(root, signer, PAGES)
    with open_site(root, signer) as baking:
        removed = [baking.remove("a/items/1/index.html"), baking.remove("a/items/1/index.html")]
        baking.commit()

    assert removed == [True, False]
    assert verdict(root, signer)["holds"] is True
    assert not (root / "a/items").exists()


@pytest.mark.parametrize("path", ["../x", "/x", "a//x", "a/../../x", ".work/lock", "a\\x", "a\0x", ""])
def test_nothing_is_written_outside(root: Path, signer: Signer, path: str) -> None:
    with open_site(root, signer) as baking, pytest.raises(ValueError, match="plain path"):
        baking.put(path, b"x")


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    assert public_key_of(keys) is None
    first = Signer.open(keys).public_pem

    assert Signer.open(keys).public_pem == public_key_of(keys) == first
    assert (keys / "site-signing.pem").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in keys.iterdir()] == ["site-signing.pem"]
