"""From a cleared review to the register, and after."""

from gongkai.actions.release.channels import read, use_channel
from gongkai.actions.release.evidence import declassify, record_consent, record_law_approval
from gongkai.actions.release.publish import approve, publish, withdraw

__all__ = [
    "approve",
    "declassify",
    "publish",
    "read",
    "record_consent",
    "record_law_approval",
    "use_channel",
    "withdraw",
]
