"""The inside of the cage: takes one file apart and may do nothing else.

`python -I -m gongkai.gateways.paper.extract.cage REQUEST LIMITS` reads the file from stdin and writes one JSON object:
`{"kind", "parts": [[id, kind, text]], "unread": [[id, why]], "errands": […], "because": […]}` or `{"unreadable"}`.
Errands are files left in the current folder for programs that may not run in here. Never import Django here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.cage import confine
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.reading import read_any, read_top
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable


def take_apart(data: bytes, request: dict[str, Any], limits: Limits, folder: Path) -> dict[str, Any]:
    """The answer for one file; whatever a parser throws at damaged input becomes one sentence.

    `request`: `name`, and for a file found inside another `within`, `depth` and `hold` as in `Gathering`.
    """
    try:
        inside = {key: request[key] for key in ("within", "depth", "hold") if key in request}
        gathering = Gathering.begin(limits, folder, read_any, **inside)
        return gathering.answer(read_top(data, request["name"], gathering))
    except Unreadable as error:
        return {"unreadable": error.sentence}
    except MemoryError:
        return {"unreadable": "文件读起来占用内存过多，已停止；请拆分后再提交。"}
    except Exception as error:  # noqa: BLE001 - parsers fail in countless ways; the answer is the same
        return {"unreadable": DAMAGED, "because": [f"{type(error).__name__}: {error}"[:500]]}


def main() -> NoReturn:
    request, limits = json.loads(sys.argv[1]), Limits(**json.loads(sys.argv[2]))
    confine(limits)
    # Deep recursion in strangers' markup must fail before the C stack does.
    sys.setrecursionlimit(2_000)
    answer = take_apart(sys.stdin.buffer.read(), request, limits, Path())
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.flush()
    sys.exit(0)


if __name__ == "__main__":
    main()
