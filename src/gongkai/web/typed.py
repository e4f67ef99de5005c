"""The text of an item, as it was typed or read."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an item, as safe HTML and as plain lines."""

    html: str = ""
    text: str = ""


def typed_body(typed: str) -> Body:
    """Typed lines as paragraphs; nothing typed is ever markup.

    >>> typed_body("一\\n\\n 2<3 ")
    Body(html='<p>一</p><p>2&lt;3</p>', text='一\\n2<3')
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    return Body("".join(f"<p>{escape(line)}</p>" for line in lines), "\n".join(lines))
