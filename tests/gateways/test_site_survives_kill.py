"""A baker killed (kill -9) anywhere: the next baking of the same pages makes the site whole."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from gongkai.gateways.site import Signer, open_site, verify

OLD = {"index.html": b"old", "a/index.html": b"a", "gone/index.html": b"x"}
NEW = {"index.html": b"new", "a/index.html": b"a2", "a/b/index.html": b"b", "c.json": b"{}"}


def rebake(root: Path, signer: Signer) -> None:
    with open_site(root, signer) as baking:
        for path, content in NEW.items():
            baking.put(path, content)
        baking.remove("gone/index.html")
        baking.commit()


def killed_at(step: int, root: Path, signer: Signer) -> bool:
    """Bakes in a child that dies at its nth rename or removal; whether it lived to the end."""
    child = os.fork()
    if child == 0:
        left = step

        def count(real: Callable[..., None]) -> Callable[..., None]:
            def act(*args: object, **kwargs: object) -> None:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                real(*args, **kwargs)

            return act

        os.replace, os.unlink = count(os.replace), count(os.unlink)
        try:
            rebake(root, signer)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


def test_every_moment_of_a_baking_may_be_its_last(tmp_path: Path) -> None:
    signer = Signer.open(tmp_path / "keys")
    steps = 0
    finished = False
    while not finished:
        root = tmp_path / f"site-{steps}"
        with open_site(root, signer) as baking:
            for path, content in OLD.items():
                baking.put(path, content)
            baking.commit()
        finished = killed_at(steps, root, signer)

        rebake(root, signer)

        assert verify(root, signer.public_pem).as_json() | {"files": 0} == {
            "files": 0, "holds": True, "changed": [], "missing": [], "added": [], "signature": "valid",
        }, f"killed at step {steps}"  # fmt: skip
        assert {path: (root / path).read_bytes() for path in NEW} == NEW
        steps += 1
    assert steps > 10
