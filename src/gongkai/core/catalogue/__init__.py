"""What an item is: class, audience, header, numbers, fingerprint."""

from gongkai.core.catalogue.draft import AttachedFile, Draft, Involved
from gongkai.core.catalogue.fingerprint import fingerprint
from gongkai.core.catalogue.header import Fault, HeaderRules, faults_of, unready
from gongkai.core.catalogue.index_number import counter_key, index_number

__all__ = [
    "AttachedFile",
    "Draft",
    "Fault",
    "HeaderRules",
    "Involved",
    "counter_key",
    "faults_of",
    "fingerprint",
    "index_number",
    "unready",
]
