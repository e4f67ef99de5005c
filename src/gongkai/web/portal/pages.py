"""What baking a page gives: a place in the site and what lies there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A file with its content; `path` is relative to the site."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file copied from the store of files by its digest (SM3)."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A folder of which nothing may be left but what is named in `but`."""

    folder: str
    but: frozenset[str]


Baked = Page | StoredFile | Gone
