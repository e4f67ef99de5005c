"""Extraction: a file → everything it says, part by part, hidden parts included, and what of it stayed unread."""

from gongkai.gateways.paper.extract.door import extract

__all__ = ["extract"]
