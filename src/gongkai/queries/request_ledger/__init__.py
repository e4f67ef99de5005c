"""What the ledger says of requests, held against their rows and papers."""

from gongkai.queries.request_ledger.books import RequestBooks

__all__ = ["RequestBooks"]
