"""Encryption at rest of what identifies people: names, identity numbers, contacts, their files.

A sealed text is `1a.` (AES-256-GCM) or `1s.` (SM4-GCM) and base64url of: key id (4 bytes), nonce (12 bytes),
ciphertext with its tag. The context given when sealing is bound to it, so that a value copied into another
row or column does not open there.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gongkai.gateways.field_keys import VARIABLE, made_key, read_key

CipherName = Literal["aes", "sm4"]
_MARKS: dict[str, CipherName] = {"1a": "aes", "1s": "sm4"}
_MARK_OF = {name: mark for mark, name in _MARKS.items()}
_KEY_BYTES = {"aes": 32, "sm4": 16}
_ID, _NONCE, _TAG = 4, 12, 16


class Unopenable(Exception):  # noqa: N818 - an answer about a value, not an error of the program
    """A sealed value that does not open; the message is one Chinese sentence and never shows the value."""


class Vault:
    """Seals and opens with the key of a folder (`fields.key`) or of the environment (GONGKAI_FIELD_KEY).

    The key is made by the first sealing, never by an opening: where it is lost, opening fails closed and
    nothing new takes its place unasked. A new key cannot open what the old one sealed, so each sealed value
    names its key, and a foreign one is refused with 「密钥不是加密时的那一把」. Keep it in the backups.
    Values sealed with either cipher open, whichever is chosen for new ones.
    """

    def __init__(self, keys_dir: Path, cipher: CipherName = "aes", key: str = "") -> None:
        """`key` is base64 of 32 bytes and goes before the file. ValueError for an unknown cipher."""
        if cipher not in _MARK_OF:
            raise ValueError(f"加密算法「{cipher}」不认识，可以写aes或者sm4")
        self._keys_dir, self._cipher, self._given = keys_dir, cipher, key

    def seal(self, text: str, context: str) -> str:
        """`text` as a token that tells nothing but its length and opens only with the same `context`."""
        return f"{_MARK_OF[self._cipher]}.{_to_text(self._sealed(text.encode(), context))}"

    def open(self, token: str, context: str) -> str:
        """What was sealed; Unopenable for a wrong context, a damaged token or another key."""
        mark, dot, body = token.partition(".")
        if not dot or mark not in _MARKS:
            raise Unopenable("这不是本系统加密的内容，不能打开。")
        return self._opened(_MARKS[mark], _from_text(body), context).decode()

    def seal_bytes(self, data: bytes, context: str) -> bytes:
        """The same for a file: the mark, a dot and the bytes as they are."""
        return f"{_MARK_OF[self._cipher]}.".encode() + self._sealed(data, context)

    def open_bytes(self, sealed: bytes, context: str) -> bytes:
        mark, dot, body = sealed[:2], sealed[2:3], sealed[3:]
        name = _MARKS.get(mark.decode("ascii", "replace"))
        if dot != b"." or name is None:
            raise Unopenable("这不是本系统加密的内容，不能打开。")
        return self._opened(name, body, context)

    def digest(self, text: str, context: str) -> str:
        """HMAC-SM3 of `text`, 64 hexadecimal digits: equal for equal text in one context, and not reversible.

        Keyed, so that short values (an identity number, a query code) cannot be found by trying them all.
        It does not depend on the cipher chosen.
        """
        code = HMAC(_part(self._key(), "digest", 32), hashes.SM3())
        for piece in (context.encode(), text.encode()):
            code.update(len(piece).to_bytes(8, "big") + piece)
        return code.finalize().hex()

    def _key(self) -> bytes:
        return read_key(self._keys_dir, self._given) or made_key(self._keys_dir)

    def _sealed(self, data: bytes, context: str) -> bytes:
        key, nonce = self._key(), secrets.token_bytes(_NONCE)
        mode = modes.GCM(nonce)
        machine = Cipher(_algorithm(self._cipher, key), mode).encryptor()
        machine.authenticate_additional_data(_bound(self._cipher, context))
        return _key_id(key) + nonce + machine.update(data) + machine.finalize() + machine.tag

    def _opened(self, name: CipherName, sealed: bytes, context: str) -> bytes:
        if len(sealed) < _ID + _NONCE + _TAG:
            raise Unopenable("加密的内容不完整，不能打开。")
        key = read_key(self._keys_dir, self._given)
        if key is None:
            raise Unopenable("加密时的密钥找不到了，不能打开；请从备份恢复密钥。")
        if sealed[:_ID] != _key_id(key):
            raise Unopenable("密钥不是加密时的那一把，不能打开；请从备份恢复原来的密钥。")
        nonce, body, tag = sealed[_ID : _ID + _NONCE], sealed[_ID + _NONCE : -_TAG], sealed[-_TAG:]
        machine = Cipher(_algorithm(name, key), modes.GCM(nonce, tag)).decryptor()
        machine.authenticate_additional_data(_bound(name, context))
        try:
            return machine.update(body) + machine.finalize()
        except InvalidTag:
            raise Unopenable("加密的内容被改动过，或者不属于这个位置，不能打开。") from None


def the_vault() -> Vault:
    """The vault of this installation: settings.KEYS_DIR, GONGKAI_FIELD_CIPHER (aes or sm4), GONGKAI_FIELD_KEY."""
    from django.conf import settings

    cipher = os.environ.get("GONGKAI_FIELD_CIPHER") or "aes"
    return _vault_of(Path(settings.KEYS_DIR), cipher, os.environ.get(VARIABLE, ""))


@lru_cache(maxsize=16)
def _vault_of(keys_dir: Path, cipher: str, key: str) -> Vault:
    return Vault(keys_dir, cast(CipherName, cipher), key)


def _algorithm(name: CipherName, key: bytes) -> algorithms.AES256 | algorithms.SM4:
    own = _part(key, name, _KEY_BYTES[name])
    return algorithms.AES256(own) if name == "aes" else algorithms.SM4(own)


@lru_cache(maxsize=64)
def _part(key: bytes, use: str, length: int) -> bytes:
    """A key for one use, made from the one that is kept: no two uses ever share a key."""
    return HKDF(hashes.SHA256(), length, salt=None, info=f"gongkai fields 1 {use}".encode()).derive(key)


def _key_id(key: bytes) -> bytes:
    return _part(key, "id", _ID)


def _bound(name: CipherName, context: str) -> bytes:
    return f"{_MARK_OF[name]}|{context}".encode()


def _to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_text(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unopenable("加密的内容不完整，不能打开。") from None
    if _to_text(data) != text:
        raise Unopenable("加密的内容被改动过，或者不属于这个位置，不能打开。")
    return data
