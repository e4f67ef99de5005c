"""The demo: a cast, its documents, and what becomes of them."""
