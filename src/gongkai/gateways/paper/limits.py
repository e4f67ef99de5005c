"""How much of a stranger's document is let in; every figure is a default that the caller may change."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds. Memory is address space, of which the interpreter itself takes a good part.

    `nested` is how deep files within files are followed; `pixels` and `pictures` bound what is rendered and read by
    text recognition; a tool is a program of its own (text recognition, office software), with limits of its own.
    """

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    unpacked_ratio: int = 200
    entries: int = 5_000
    xml_depth: int = 200
    pages: int = 2_000
    characters: int = 5_000_000
    output_bytes: int = 32 * MEGABYTE
    memory_bytes: int = 1_500 * MEGABYTE
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    nested: int = 3
    revisions: int = 30
    pictures: int = 300
    pixels: int = 80_000_000
    tool_seconds: float = 120.0
    tool_memory_bytes: int = 4_000 * MEGABYTE
    all_tools_seconds: float = 1_200.0

    def as_json(self) -> dict[str, int | float]:
        return asdict(self)
