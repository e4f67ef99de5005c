"""The key of the sealed fields: one for the whole data folder, made once, never replaced."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

FILE = "fields.key"
VARIABLE = "GONGKAI_FIELD_KEY"
_LENGTH = 32


class BadFieldKey(Exception):  # noqa: N818 - named for what is bad, like the other words for people
    """A key that cannot be used; says in one Chinese sentence what was found where."""


def read_key(keys_dir: Path, given: str = "") -> bytes | None:
    """The 32 bytes of the environment (`given`, base64) or of the folder; None where none was ever made.

    BadFieldKey where what is there is not a key: it is never replaced, for a new key opens nothing of the old.
    """
    if given:
        return _decoded(given, f"环境变量{VARIABLE}")
    path = keys_dir / FILE
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadFieldKey(f"密钥文件{path}读不出来，请检查权限，或者从备份恢复这个文件。") from error
    return _decoded(text, f"密钥文件{path}")


def made_key(keys_dir: Path) -> bytes:
    """The key of the folder, made now if there is none; processes that begin together get the same one."""
    if (key := read_key(keys_dir)) is not None:
        return key
    keys_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = keys_dir / FILE
    half = keys_dir / f".{FILE}.{secrets.token_hex(8)}"
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(_LENGTH)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A whole file appears under the name at once, and only where no other process was first.
        os.link(half, path)
    except FileExistsError:
        pass
    finally:
        half.unlink()
    _keep_name(keys_dir)
    key = read_key(keys_dir)
    if key is None:
        raise BadFieldKey(f"密钥文件{path}刚刚建立又不见了，请检查数据文件夹是否可以写入。")
    return key


def _keep_name(folder: Path) -> None:
    """Without this a power cut could take the new name away, after something was sealed with the key."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _LENGTH:
        raise BadFieldKey(f"{where}里不是可用的密钥，应为32个字节的base64文字；请从备份恢复原来的密钥。")
    return key
