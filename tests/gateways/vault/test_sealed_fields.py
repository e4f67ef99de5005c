"""What identifies people is sealed: it opens where it belongs, and nowhere else."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.gateways.field_keys import BadFieldKey
from gongkai.gateways.vault import CipherName, Unopenable, Vault, the_vault

NUMBER = "152326199001011234"
ROW = "request.7.identity"
OTHER = base64.b64encode(bytes(range(32))).decode()
CIPHERS: tuple[CipherName, ...] = ("aes", "sm4")


def reason(vault: Vault, token: str, context: str = ROW) -> str:
    with pytest.raises(Unopenable) as refused:
        vault.open(token, context)
    return str(refused.value)


@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("text", ["", NUMBER, "𠮷野㐱 🙂", "长" * 100_000])
def test_what_is_sealed_opens_with_the_same_words(tmp_path: Path, cipher: CipherName, text: str) -> None:
    token = Vault(tmp_path, cipher).seal(text, ROW)
    assert (Vault(tmp_path).open(token, ROW), token[:3]) == (text, {"aes": "1a.", "sm4": "1s."}[cipher])


@pytest.mark.parametrize("cipher", CIPHERS)
def test_files_are_sealed_too(tmp_path: Path, cipher: CipherName) -> None:
    sealed = Vault(tmp_path, cipher).seal_bytes(b"%PDF\x00\xff", "file.3")
    assert Vault(tmp_path).open_bytes(sealed, "file.3") == b"%PDF\x00\xff"
    assert b"%PDF" not in sealed
    for wrong in (b"", b"%PDF-1.7", b"1a.", sealed[:-1], sealed[:20] + b"\x00" + sealed[21:]):
        with pytest.raises(Unopenable):
            Vault(tmp_path).open_bytes(wrong, "file.3")


def test_the_same_words_are_never_sealed_alike(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    assert len({vault.seal(NUMBER, ROW) for _ in range(200)}) == 200


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_value_does_not_open_in_another_row_or_column(tmp_path: Path, cipher: CipherName) -> None:
    vault = Vault(tmp_path, cipher)
    token = vault.seal(NUMBER, ROW)
    moved = "加密的内容被改动过，或者不属于这个位置，不能打开。"
    assert [reason(vault, token, place) for place in ("request.8.identity", "request.7.phone")] == [
        moved,
        moved,
    ]


@pytest.mark.parametrize("cipher", CIPHERS)
def test_any_changed_character_is_noticed(tmp_path: Path, cipher: CipherName) -> None:
    vault = Vault(tmp_path, cipher)
    token = vault.seal(NUMBER, ROW)
    for place in range(len(token)):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert reason(vault, changed).endswith("。")


@pytest.mark.parametrize(
    "token", ["", "1a.", "1a", "1x.AAAA", "明文", NUMBER, "1a.汉字", "1a.AAAA", "1a.A=A="]
)
def test_what_was_never_sealed_is_refused(tmp_path: Path, token: str) -> None:
    vault = Vault(tmp_path)
    vault.seal("有密钥", ROW)
    assert reason(vault, token).endswith("不能打开。")


def test_another_key_is_named_as_the_reason(tmp_path: Path) -> None:
    token = Vault(tmp_path).seal(NUMBER, ROW)
    assert reason(Vault(tmp_path, key=OTHER), token).startswith("密钥不是加密时的那一把")


def test_a_lost_key_is_not_replaced_by_opening(tmp_path: Path) -> None:
    token = Vault(tmp_path).seal(NUMBER, ROW)
    (tmp_path / "fields.key").unlink()
    assert reason(Vault(tmp_path), token) == "加密时的密钥找不到了，不能打开；请从备份恢复密钥。"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"half", b"\xff\xfe", base64.b64encode(b"x" * 31)])
def test_a_damaged_key_stops_everything_and_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "fields.key").write_bytes(content)
    for act in (Vault(tmp_path).seal, Vault(tmp_path).digest):
        with pytest.raises(BadFieldKey, match="密钥文件"):
            act(NUMBER, ROW)
    assert (tmp_path / "fields.key").read_bytes() == content


def test_the_key_is_for_its_owner_alone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    Vault(keys).seal(NUMBER, ROW)
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in keys.iterdir()] == [
        ("fields.key", 0o600)
    ]
    assert len(base64.b64decode((keys / "fields.key").read_bytes())) == 32


def test_those_who_begin_together_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as together:
        tokens = list(together.map(lambda n: Vault(tmp_path).seal(str(n), ROW), range(64)))
    assert [Vault(tmp_path).open(token, ROW) for token in tokens] == [str(n) for n in range(64)]
    assert [path.name for path in tmp_path.iterdir()] == ["fields.key"]


def test_a_digest_recognises_and_does_not_tell(tmp_path: Path) -> None:
    aes, sm4 = Vault(tmp_path, "aes"), Vault(tmp_path, "sm4")
    digest = aes.digest(NUMBER, "identity")
    assert (digest, len(digest)) == (sm4.digest(NUMBER, "identity"), 64)
    others = [
        aes.digest(NUMBER, "code"),
        aes.digest("152326199001011235", "identity"),
        aes.digest(f"y{NUMBER}", "identit"),
        Vault(tmp_path, key=OTHER).digest(NUMBER, "identity"),
    ]
    assert len({digest, *others}) == 5


def test_the_vault_is_that_of_the_settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGKAI_FIELD_KEY", raising=False)
    monkeypatch.setenv("GONGKAI_FIELD_CIPHER", "sm4")
    token = the_vault().seal(NUMBER, ROW)
    assert (token[:3], the_vault() is the_vault()) == ("1s.", True)
    assert Vault(Path(settings.KEYS_DIR)).open(token, ROW) == NUMBER
    monkeypatch.setenv("GONGKAI_FIELD_KEY", OTHER)
    assert reason(the_vault(), token).startswith("密钥不是")
    monkeypatch.setenv("GONGKAI_FIELD_CIPHER", "rot13")
    with pytest.raises(ValueError, match="aes或者sm4"):
        the_vault()
