"""What `make bench` runs: every measurement in turn, its ratios printed as it goes."""

from __future__ import annotations

import importlib
import sys

MEASUREMENTS = {
    "due_dates": "到期日推算",
    "ledger": "台账核验",
    "bake": "发布一件信息的门户生成",
    "serving": "信息页的服务",
    "screening": "文字筛查",
    "requests": "一万件申请时的待办、台账和案卷",
}

ONLY_WHEN_NAMED = {"fuzz": "损坏文件的读取"}
"""What takes an hour is done by night."""


def main(wanted: list[str]) -> int:
    """Run the measurements named, or all but the longest; 2 for a name that is none."""
    unknown = [name for name in wanted if name not in {**MEASUREMENTS, **ONLY_WHEN_NAMED}]
    if unknown:
        print(
            f"没有“{unknown[0]}”这一项，可以是：{'、'.join({**MEASUREMENTS, **ONLY_WHEN_NAMED})}。",
            file=sys.stderr,
        )
        return 2
    for name in wanted or MEASUREMENTS:
        print(f"== {({**MEASUREMENTS, **ONLY_WHEN_NAMED})[name]}({name})", flush=True)
        importlib.import_module(f"bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
