"""The key the manifest is signed with: Ed25519, made once, kept in the folder of keys."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_FILE = "site-signing.pem"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs as the portal. `open` makes the key on first use, readable by its owner alone."""

    key: Ed25519PrivateKey

    @classmethod
    def open(cls, keys_dir: Path) -> Signer:
        """The signer of a folder of keys; ValueError where the file there is not an Ed25519 key."""
        path = keys_dir / _FILE
        if not path.exists():
            _make(path)
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{path} is not an Ed25519 key")
        return cls(key)

    @property
    def public_pem(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, content: bytes) -> bytes:
        """The signature as written beside the manifest: base64 and a line end."""
        return base64.b64encode(self.key.sign(content)) + b"\n"


def public_key_of(keys_dir: Path) -> bytes | None:
    """The public key of a folder of keys, PEM; None where no key has been made there."""
    return Signer.open(keys_dir).public_pem if (keys_dir / _FILE).exists() else None


def is_signed(content: bytes, signature: bytes, public_pem: bytes) -> bool:
    """Whether the signature is of this content and by this key. False for anything malformed."""
    try:
        key = serialization.load_pem_public_key(public_pem)
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(base64.b64decode(signature.strip(), validate=True), content)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link fails where another process was first: its key stays, ours is thrown away.
        os.link(half, path)
    except FileExistsError:
        pass
    finally:
        half.unlink()
