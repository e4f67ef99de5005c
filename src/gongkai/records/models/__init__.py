"""Every table, by room."""

from gongkai.records.models.catalogue import Attachment, Counter, Edition, EvidenceRecord, InvolvedOrgan, Item
from gongkai.records.models.ledger import LedgerEntry, LedgerHead
from gongkai.records.models.organs import Account, Deputation, Organ, Person, Post, Recusal, Unit
from gongkai.records.models.regimes import Adoption, RegimeVersion
from gongkai.records.models.release import BakeTask, ChannelUse, Publication, ReadReceipt
from gongkai.records.models.review import Approval, Referral, Signature

__all__ = [
    "Account",
    "Adoption",
    "Approval",
    "Attachment",
    "BakeTask",
    "ChannelUse",
    "Counter",
    "Deputation",
    "Edition",
    "EvidenceRecord",
    "InvolvedOrgan",
    "Item",
    "LedgerEntry",
    "LedgerHead",
    "Organ",
    "Person",
    "Post",
    "Publication",
    "ReadReceipt",
    "Recusal",
    "Referral",
    "RegimeVersion",
    "Signature",
    "Unit",
]
