"""What a parser hands on: blocks of text with their HTML, before anything is recognised in them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list or table. `text` holds one line per paragraph or row; `titled`: set as a title."""

    text: str
    html: str
    titled: bool = False


@dataclass(slots=True)
class Parsed:
    """`fields` are what the file itself declares (a web page's meta tags): title, published_on, url."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {
            "blocks": [[block.text, block.html, block.titled] for block in self.blocks],
            "notes": self.notes,
            "fields": self.fields,
        }
