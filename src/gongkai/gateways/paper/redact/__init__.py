"""Files made anew for release: what is withheld cut out, what readers do not see left behind."""

from gongkai.gateways.paper.redact.door import Redacted, clean, redact

__all__ = ["Redacted", "clean", "redact"]
