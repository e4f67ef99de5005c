"""The screening of a story: what was found is answered, words are marked, the redacted edition is made."""

from __future__ import annotations

from gongkai.access.screenings import finding_of, screening_of
from gongkai.actions import screening
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.jobs.demo.stories import Said
from gongkai.jobs.demo.teller import Acts, Teller
from gongkai.records.models import Edition, FindingRow


class Looking(Teller):
    """What the producer does with what was found, before the draft goes to review."""

    def look_through(self) -> Acts:
        """Answer, mark and redact as the story tells; RuntimeError where what it answers was not found."""
        for said in self.story.answers:
            yield from self._answer(said)
        yield from self._mark()
        if self.story.redacted:
            yield from self._redact()

    def _answer(self, said: Said) -> Acts:
        keys = [row.key for row in _found(self.current) if _is_meant(said, row)]
        if not keys:
            raise RuntimeError(f"{self.title}: 没有查出{said.kind.title}")
        answer = Answer(AnswerKind(said.answer), said.reasons, said.ground, said.instead, said.proof)
        for key in keys:
            moment = self.pace.after(0)
            yield moment
            case = self.case(moment)
            screening.answer_finding(
                self.desk.somebody("answer_finding", case),
                case.edition.pk,
                key=key,
                answer=answer,
                seen_fingerprint=case.fingerprint,
                moment=moment,
            )

    def _mark(self) -> Acts:
        for marked in self.story.marks:
            moment = self.pace.after(0)
            yield moment
            case = self.case(moment)
            screening.mark_text(
                self.desk.somebody("mark_text", case),
                case.edition.pk,
                text=marked.text,
                ground=marked.ground,
                instead=marked.instead,
                seen_fingerprint=case.fingerprint,
                moment=moment,
            )

    def _redact(self) -> Acts:
        moment = self.pace.after(1)
        yield moment
        case = self.case(moment)
        self.edition = screening.redact_edition(
            self.desk.somebody("redact", case),
            case.edition.pk,
            seen_fingerprint=case.fingerprint,
            moment=moment,
        )


def _found(edition: Edition) -> list[FindingRow]:
    screened = screening_of(edition)
    return list(screened.findings.all()) if screened else []


def _is_meant(said: Said, row: FindingRow) -> bool:
    return row.kind == said.kind.value and said.has in finding_of(row).text
