"""What each post may do in each state: read by asking, tried through the door, kept as a golden table.

python -m pytest tests/actions/test_permitted_moves.py     compares
GONGKAI_WRITE_GOLDEN=1 python -m pytest …                  writes the tables anew, to be read before committing
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml
from django.db import transaction
from tests.support.cast import Bureau
from tests.support.road import MOMENT, TODAY, YES, case_of, draft, slug, who

from gongkai.access.editions import open_moves
from gongkai.actions import catalogue, release, review, screening
from gongkai.core.catalogue import AttachedFile
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.terms import Refused
from gongkai.records.models import Edition, Publication

FOLDER = Path("tests/golden/permitted_moves")
# Refusals that say "not you" or "not now"; any other means the door was open and evidence was missing.
CLOSED = {
    "not_in_this_state",
    "not_your_turn",
    "already_signed",
    "drafter_reviews",
    "role_has_signed",
    "reviewer_approves",
    "recused",
    # Publishing or approving too early is refused with the first thing that is missing.
    "not_reviewed",
    "not_approved",
    "not_proactive",
    "referral_open",
}
POSTS = (
    "principal",
    "leader",
    "second_leader",
    "third_leader",
    "office_head",
    "office_handler",
    "office_handler_2",
    "general_handler",
    "business_head",
    "business_handler",
    "business_handler_2",
    "other_handler",
    "secrecy_head",
    "secrecy_handler",
    "supervision_handler",
    "website_handler",
)
VERBS = (
    "revise",
    "answer_finding",
    "mark_text",
    "drop_mark",
    "redact",
    "submit",
    "sign",
    "return",
    "refer",
    "answer_referral",
    "recuse",
    "declassify",
    "record_consent",
    "record_law_approval",
    "approve",
    "publish",
    "use_channel",
    "withdraw",
    "renew",
    "read",
)


def posts_of(bureau: Bureau) -> tuple[str, ...]:
    """The keys of the posts asked, each person once."""
    seen: dict[int, str] = {}
    for key in POSTS:
        seen.setdefault(bureau.person(key).pk, key)
    return tuple(seen.values())


def states_of(edition: Edition) -> dict[str, str]:
    """Every state of the edition's table with its Chinese title."""
    table = case_of(edition).table
    reached = {state for move in table.moves for state in (*move.source, move.target) if state}
    return {
        state: table.state_title(state) for state in sorted(reached | {"settled", "cleared", "superseded"})
    }


def asked(bureau: Bureau, edition: Edition) -> dict[str, list[str]]:
    """What the screens would offer: verbs by post, for an edition as it stands."""
    case = case_of(edition)
    return {
        key: [permit.move.verb for permit in open_moves(who(bureau, key), case)] for key in posts_of(bureau)
    }


def tried(bureau: Bureau, edition: Edition) -> dict[str, list[str]]:
    """What the door lets through when everybody tries everything; nothing of it is kept."""
    return {
        key: [verb for verb in VERBS if _is_open(ATTEMPTS[verb], bureau, key, edition)]
        for key in posts_of(bureau)
    }


def _is_open(
    attempt: Callable[[Bureau, str, Edition], object], bureau: Bureau, key: str, edition: Edition
) -> bool:
    with transaction.atomic():
        try:
            attempt(bureau, key, edition)
        except Refused as error:
            return error.refusal.code not in CLOSED
        except KeyError as error:
            # A verb the bureau's table does not know at all (a referral where it is an opinion).
            if "no such verb" not in str(error):
                raise
            return False
        finally:
            transaction.set_rollback(True)
    return True


def _publication(edition: Edition) -> int:
    made = Publication.objects.filter(edition=edition).first() or Publication.objects.create(
        organ=edition.item.organ,
        number=f"X-{edition.pk}",
        item=edition.item,
        edition=edition,
        audience=edition.audience,
        category=edition.category,
        fingerprint="",
        published_at=MOMENT,
        published_on=TODAY,
        publisher_id=edition.drafted_by_id or 0,
        publisher_post="",
        reviewers="",
        ended_at=MOMENT,
    )
    return made.pk


FILE = AttachedFile("决定.pdf", "0" * 64, 1)
DAY = date(2025, 3, 1)
NO_ANSWER = Answer(AnswerKind.NOT_SENSITIVE, "核对过。")


def _seen(edition: Edition) -> str:
    return case_of(edition).fingerprint


ATTEMPTS: dict[str, Callable[[Bureau, str, Edition], object]] = {
    "revise": lambda b, k, e: catalogue.revise_edition(who(b, k), e.pk, draft(b), moment=MOMENT),
    "answer_finding": lambda b, k, e: screening.answer_finding(
        who(b, k), e.pk, key="0" * 32, answer=NO_ANSWER, seen_fingerprint=_seen(e), moment=MOMENT
    ),
    "mark_text": lambda b, k, e: screening.mark_text(
        who(b, k), e.pk, text="有关情况", ground="stability", seen_fingerprint=_seen(e), moment=MOMENT
    ),
    "drop_mark": lambda b, k, e: screening.drop_mark(
        who(b, k), e.pk, marking=0, seen_fingerprint=_seen(e), moment=MOMENT
    ),
    "redact": lambda b, k, e: screening.redact_edition(
        who(b, k), e.pk, seen_fingerprint=_seen(e), moment=MOMENT
    ),
    "submit": lambda b, k, e: review.submit(who(b, k), e.pk, moment=MOMENT),
    "sign": lambda b, k, e: review.sign(
        who(b, k),
        e.pk,
        opinion=YES[slug(b)],
        basis=["保密法"],
        reasons="不涉密",
        seen_fingerprint=case_of(e).fingerprint,
        moment=MOMENT,
    ),
    "return": lambda b, k, e: review.return_to_draft(who(b, k), e.pk, reasons="请改", moment=MOMENT),
    "refer": lambda b, k, e: review.refer(
        who(b, k), e.pk, kind="may-disclose", question="可否", referred_to="保密局", moment=MOMENT
    ),
    "answer_referral": lambda b, k, e: review.answer_referral(
        who(b, k), e.pk, answer="disclose", letter="复函1号", text="可以", answered_on=TODAY, moment=MOMENT
    ),
    "recuse": lambda b, k, e: review.recuse(who(b, k), e.pk, reason="近亲属", moment=MOMENT),
    "declassify": lambda b, k, e: release.declassify(
        who(b, k), e.pk, number="1号", decided_on=DAY, authority="保密局", file=FILE, moment=MOMENT
    ),
    "record_consent": lambda b, k, e: release.record_consent(
        who(b, k), e.pk, organ_name="财政局", consented_on=DAY, letter="函1号", file=None, moment=MOMENT
    ),
    "record_law_approval": lambda b, k, e: release.record_law_approval(
        who(b, k), e.pk, number="1号", decided_on=DAY, authority="国家局", file=FILE, moment=MOMENT
    ),
    "approve": lambda b, k, e: release.approve(
        who(b, k), e.pk, note="", seen_fingerprint=case_of(e).fingerprint, moment=MOMENT
    ),
    "publish": lambda b, k, e: release.publish(
        who(b, k), e.pk, channels=["website"], seen_fingerprint=case_of(e).fingerprint, moment=MOMENT
    ),
    "use_channel": lambda b, k, e: release.use_channel(
        who(b, k),
        _publication(e),
        channel="other",
        used_on=TODAY,
        evidence="已登报",
        file=None,
        moment=MOMENT,
    ),
    "withdraw": lambda b, k, e: release.withdraw(who(b, k), e.pk, reason="有误", moment=MOMENT),
    "renew": lambda b, k, e: catalogue.renew_item(who(b, k), e.item_id, draft(b), moment=MOMENT),
    "read": lambda b, k, e: release.read(who(b, k), _publication(e), moment=MOMENT),
}


def in_words(bureau: Bureau, edition: Edition, table: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same in the words of the house, as a lawyer would read it."""
    titles = {move.verb: move.title for move in case_of(edition).table.moves}
    words = {}
    for key, verbs in table.items():
        standing = who(bureau, key)
        posts = "、".join(capacity.title for capacity in standing.capacities)
        drafter = "（起草人）" if edition.drafted_by_id == standing.person_id else ""
        words[f"{posts} {standing.name}{drafter}"] = [titles[verb] for verb in verbs]
    return words


def golden(bureau: Bureau) -> dict[str, dict[str, list[str]]]:
    read: dict[str, dict[str, list[str]]] = yaml.safe_load(
        (FOLDER / f"{slug(bureau)}.yaml").read_text("utf-8")
    )
    return read


def write_golden(bureau: Bureau, table: dict[str, dict[str, list[str]]]) -> None:
    lines = [f"# {bureau.organ.name}：每个职务在每个状态可以办什么。没有列出的，门不开。\n"]
    for state, posts in table.items():
        lines.append(f"{state}:\n")
        lines += [f"  {post}: [{', '.join(verbs)}]\n" for post, verbs in posts.items()]
    (FOLDER / f"{slug(bureau)}.yaml").write_text("".join(lines), "utf-8")
