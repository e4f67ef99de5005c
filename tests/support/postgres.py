"""A PostgreSQL to try things on: made in a temporary folder, gone when the command ends.

    python tests/support/postgres.py run -- pytest tests/records

Starts a cluster on a unix socket of its own, prints its DATABASE_URL, runs the command with it, stops the
cluster, and ends as the command ended. Finds the programs in PATH, $PG_BIN or Debian's folder. Where root runs
it (a container), the cluster belongs to the user `postgres`, since PostgreSQL refuses root.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Data that lives for one run needs no care for power cuts.
SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class NoPostgres(RuntimeError):  # noqa: N818 - says what is missing, not what went wrong
    """PostgreSQL's programs are not on this machine."""


def programs() -> Path:
    """The folder with initdb and pg_ctl; NoPostgres where there is none."""
    given = os.environ.get("PG_BIN")
    in_path = shutil.which("initdb")
    folders = [given] if given else []
    folders += [str(Path(in_path).resolve().parent)] if in_path else []
    folders += sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda folder: Path(folder).parent.name)[
        ::-1
    ]
    for folder in folders:
        if (Path(folder) / "initdb").exists():
            return Path(folder)
    raise NoPostgres("no initdb found: install PostgreSQL, or name its folder in PG_BIN")


def _as_owner(command: Sequence[str]) -> list[str]:
    """The command as run by the owner of the cluster."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def _call(command: Sequence[str], cwd: Path) -> None:
    # Not captured through a pipe: the server inherits it and would keep it open.
    with (cwd / "setup.log").open("ab") as log:
        done = subprocess.run(_as_owner(command), cwd=cwd, stdout=log, stderr=log, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{(cwd / 'setup.log').read_text(errors='replace')}")


@contextmanager
def cluster() -> Iterator[str]:
    """Give the DATABASE_URL of a running cluster; stop and delete it at the end."""
    bin_dir = programs()
    root = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    data = root / "data"
    try:
        user = "postgres"
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(root, owner.pw_uid, owner.pw_gid)
        root.chmod(0o755)
        initdb = [str(bin_dir / "initdb"), "-D", str(data), "-U", user, "-A", "trust", "-E", "UTF8"]
        _call([*initdb, "--locale=C.UTF-8", "--no-sync"], root)
        control = [str(bin_dir / "pg_ctl"), "-D", str(data), "-w"]
        _call([*control, "-l", str(root / "server.log"), "-o", f"{SETTINGS} -k {root}", "start"], root)
        try:
            yield f"postgres://{user}@{quote(str(root), safe='')}:5432/postgres"
        finally:
            _call([*control, "-m", "immediate", "stop"], root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def run(command: Sequence[str]) -> int:
    """Run a command with DATABASE_URL set to a fresh cluster; answer with its exit code."""
    # Whoever stops this (a time limit) must not leave a server behind: as an exit, it passes through `finally`.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with cluster() as url:
        print(f"DATABASE_URL={url}", file=sys.stderr, flush=True)  # noqa: T201 - a command line tool
        return subprocess.run(list(command), env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1:3] != ["run", "--"]:
        sys.exit("usage: python tests/support/postgres.py run -- COMMAND…")
    sys.exit(run(sys.argv[3:]))
