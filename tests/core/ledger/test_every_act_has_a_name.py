from __future__ import annotations

import pytest

from gongkai.core.ledger import VERBS, UnknownVerbError, verb_title

# The acts on items, publications and organs; a verb that is renamed would orphan its old entries.
KNOWN = [
    "register",
    "revise",
    "renew",
    "submit",
    "sign",
    "return",
    "refer",
    "answer_referral",
    "declassify",
    "record_consent",
    "record_law_approval",
    "approve",
    "publish",
    "withdraw",
    "recuse",
    "use_channel",
    "read",
    "open_organ",
    "open_unit",
    "change_unit",
    "close_unit",
    "add_person",
    "appoint",
    "end_post",
    "deputise",
    "end_deputation",
    "open_account",
    "set_password",
    "close_account",
    "adopt_regime",
    "site_verified",
]


def test_no_act_is_lost() -> None:
    assert set(KNOWN) <= set(VERBS)


def test_titles_are_chinese_and_differ() -> None:
    titles = [verb_title(verb) for verb in VERBS]
    assert len(set(titles)) == len(titles)
    assert [
        title for title in titles if not all("\u4e00" <= character <= "\u9fff" for character in title)
    ] == []


def test_an_unknown_verb_is_an_error() -> None:
    with pytest.raises(UnknownVerbError, match="'shred'"):
        verb_title("shred")
