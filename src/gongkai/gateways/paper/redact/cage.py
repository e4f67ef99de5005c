"""The inside of the cage: makes one file anew and may do nothing else.

`python -I -m gongkai.gateways.paper.redact.cage WORD LIMITS` reads the file from stdin and `request.json` from the
current folder, leaves the new file there as `made`, and writes one JSON object:
`{"kind", "count", "name", "notes"}` or `{"unreadable"}`. Never import Django here.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from gongkai.core.screening.plan import Cut
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.cage import confine
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.kinds import fit_name, maker_for
from gongkai.gateways.paper.redact.scribe import Scribe
from gongkai.gateways.paper.redact.work import Work

REQUEST, LABELS, MADE = "request.json", "labels.pdf", "made"
_LEFT_OUT = "（略）"


def make(data: bytes, request: dict[str, Any], limits: Limits, folder: Path) -> dict[str, Any]:
    """The answer for one file; whatever a parser throws at damaged input becomes one sentence.

    `request`: `name`, `today` (ISO), `cuts` as [text, mark, part, nth].
    """
    try:
        cuts = [Cut(str(text), str(mark), str(part), int(nth)) for text, mark, part, nth in request["cuts"]]
        scribe = Scribe(cuts)
        labels = (folder / LABELS).read_bytes() if (folder / LABELS).exists() else b""
        kind, maker = maker_for(data, request["name"], cutting=bool(cuts))
        work = Work(scribe, limits, date.fromisoformat(request["today"]), folder, labels)
        made = maker(data, work)
        (folder / MADE).write_bytes(made)
        return {
            "kind": kind,
            "count": scribe.count,
            "name": fit_name(_bare_name(request["name"], cuts), kind),
            "notes": work.notes,
        }
    except Unreadable as error:
        return {"unreadable": error.sentence}
    except MemoryError:
        return {"unreadable": "文件处理起来占用内存过多，已停止；请拆分后再做。"}
    except Exception as error:  # noqa: BLE001 - parsers fail in countless ways; the answer is the same
        return {"unreadable": DAMAGED, "because": [f"{type(error).__name__}: {error}"[:500]]}


def _bare_name(name: str, cuts: list[Cut]) -> str:
    """The name of the file, which may say what the file no longer does."""
    named = Scribe(Cut(cut.text, _LEFT_OUT) for cut in cuts if not cut.part)
    return named.finish(named.whole(name))


def main() -> NoReturn:
    limits = Limits(**json.loads(sys.argv[2]))
    confine(limits)
    # Deep recursion in strangers' markup must fail before the C stack does.
    sys.setrecursionlimit(2_000)
    request = json.loads(Path(REQUEST).read_text("utf-8"))
    answer = make(sys.stdin.buffer.read(), request, limits, Path())
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    sys.exit(0)


if __name__ == "__main__":
    main()
