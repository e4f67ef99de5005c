"""Every table, by room."""

from gongkai.records.models.asking import Consultation, Extension
from gongkai.records.models.catalogue import Attachment, Counter, Edition, EvidenceRecord, InvolvedOrgan, Item
from gongkai.records.models.ledger import LedgerEntry, LedgerHead
from gongkai.records.models.letters import Letter, LetterTemplate, Notice
from gongkai.records.models.organs import Account, ApiToken, Deputation, Organ, Person, Post, Recusal, Unit
from gongkai.records.models.regimes import Adoption, InstalledCalendar, RegimeVersion
from gongkai.records.models.release import BakeTask, ChannelUse, Publication, ReadReceipt
from gongkai.records.models.replies import (
    FollowUp,
    PublicationTask,
    RefusalFiling,
    Reply,
    ReplyApproval,
    ReplyFile,
)
from gongkai.records.models.requests import (
    Applicant,
    Correction,
    FeeNotice,
    HandIn,
    Request,
    RequestFile,
    RequestRecusal,
    SearchRecord,
    TrackAttempt,
)
from gongkai.records.models.review import Approval, Referral, Signature
from gongkai.records.models.screening import (
    Clearance,
    FindingAnswer,
    FindingRow,
    Marking,
    ReleasedFile,
    Screening,
    Withheld,
)

__all__ = [
    "Account",
    "Adoption",
    "ApiToken",
    "Applicant",
    "Approval",
    "Attachment",
    "BakeTask",
    "ChannelUse",
    "Clearance",
    "Consultation",
    "Correction",
    "Counter",
    "Deputation",
    "Edition",
    "EvidenceRecord",
    "Extension",
    "FeeNotice",
    "FindingAnswer",
    "FindingRow",
    "FollowUp",
    "HandIn",
    "InstalledCalendar",
    "InvolvedOrgan",
    "Item",
    "LedgerEntry",
    "LedgerHead",
    "Letter",
    "LetterTemplate",
    "Marking",
    "Notice",
    "Organ",
    "Person",
    "Post",
    "Publication",
    "PublicationTask",
    "ReadReceipt",
    "Recusal",
    "Referral",
    "RefusalFiling",
    "RegimeVersion",
    "ReleasedFile",
    "Reply",
    "ReplyApproval",
    "ReplyFile",
    "Request",
    "RequestFile",
    "RequestRecusal",
    "Screening",
    "SearchRecord",
    "Signature",
    "TrackAttempt",
    "Unit",
    "Withheld",
]
