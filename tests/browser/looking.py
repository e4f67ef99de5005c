"""What is wrong with a page as it stands on the screen."""

from __future__ import annotations

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from tests.browser.person import Visitor

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def faults_of(visitor: Visitor, name: str) -> list[str]:
    """Every finding of axe and any sideways scroll, as sentences; empty for a page that is well.

    With GONGKAI_SHOTS a picture of the page is kept in that folder, to be looked at.
    """
    width = (visitor.page.viewport_size or {"width": 0})["width"]
    if folder := os.environ.get("GONGKAI_SHOTS"):
        shot = re.sub(r"[^0-9a-z.]+", "-", name.lower()).strip("-") or "home"
        visitor.page.screenshot(path=str(Path(folder) / f"{shot}-{width}.png"), full_page=True)
    findings = Axe().run(visitor.page, options=OPTIONS).response["violations"]
    over = visitor.page.evaluate(TOO_WIDE)
    return [
        *(f"{name} at {width}: {one['id']}, {one['nodes'][0]['target']}" for one in findings),
        *([f"{name} at {width}: {over} px too wide"] if over > 0 else []),
    ]


def resized(visitor: Visitor, width: int) -> Visitor:
    """The same page in a window of another width."""
    visitor.page.set_viewport_size({"width": width, "height": 900})
    return visitor
