"""One file on its way through `gongkai redact`: screened, made anew, proved, written, screened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.cli.files import Asked
from gongkai.cli.output import BadInput
from gongkai.core.screening.finding import Finding, FindingKind, Known, Severity
from gongkai.core.screening.plan import Plan, PlanRefused, Title
from gongkai.core.screening.screening import screen
from gongkai.gateways.leakcheck import LeakReport, leaks
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import Redacted
from gongkai.gateways.paper.redact import redact as redact_file
from gongkai.gateways.patterns import screening_scan


@dataclass(frozen=True, slots=True)
class Job:
    """What is done to every file. `sources` are the originals, of which none may be overwritten."""

    plan: Plan
    today: date
    title: Title
    formed_on: date | None
    known: Known
    force: bool = False
    sources: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: refused for the marks in it, not done for a reason, or made, and then written or not."""

    file: Path
    output: Path | None = None
    made: Redacted | None = None
    report: LeakReport = LeakReport()
    remaining: tuple[Finding, ...] = ()
    marks: tuple[Finding, ...] = ()
    error: str = ""

    @property
    def written(self) -> bool:
        return self.made is not None and self.report.passes

    @property
    def finished(self) -> bool:
        """Whether the file was written and nothing is left in it that needs an answer."""
        return self.written and not self.remaining


def redacted(one: Asked, output: Path | None, job: Job, folder: Path | None = None) -> Outcome:
    """One file made anew into `output`, or into `folder` under its own name; what stands in the way is told."""
    try:
        if output is not None:
            _check_place(output, [one.path, *job.sources], job.force)
        return _done(one, output, job, folder)
    except BadInput as error:
        return Outcome(one.path, error=error.message)
    except PlanRefused as error:
        return Outcome(one.path, error=f"计划和文件对不上。\n{error}")
    except Unreadable as error:
        return Outcome(one.path, error=f"“{one.path.name}”不能处理：{error.sentence}")


def missed_everywhere(done: Sequence[Outcome]) -> tuple[str, ...]:
    """Texts of the plan that stand in none of the files."""
    missed = [each.made.missed for each in done if each.made is not None]
    return tuple(text for text in (missed[0] if missed else ()) if all(text in each for each in missed))


def _done(one: Asked, output: Path | None, job: Job, folder: Path | None) -> Outcome:
    source = _read(one.path)
    found = _screened(source, one.path.name, job)
    marks = tuple(
        each for each in found if each.kind is FindingKind.SECRECY_MARK and each.severity is Severity.BLOCK
    )
    if marks:
        return Outcome(one.path, marks=marks)
    made = redact_file(source, one.path.name, job.plan, today=job.today, title=job.title)
    # Under its own name and in its own folder below: what is withheld may be said there, too.
    below = str(one.below.parent / made.name) if folder is not None else ""
    place = output if output is not None else (folder or Path()) / below
    _check_place(place, [one.path, *job.sources], job.force)
    name = below or place.name
    report = leaks(made.data, name, made.withheld)
    if not report.passes:
        return Outcome(one.path, place, made, report)
    if folder is not None:
        _make_folder(place.parent)
        job.sources.append(place)
    _write(place, made.data)
    return Outcome(one.path, place, made, report, _remaining(made.data, name, job))


def _screened(source: bytes, name: str, job: Job) -> tuple[Finding, ...]:
    return screen(extract(source, name), job.known, job.today, screening_scan(), job.formed_on)


def _remaining(data: bytes, name: str, job: Job) -> tuple[Finding, ...]:
    return tuple(each for each in _screened(data, name, job) if each.severity is not Severity.NOTE)


def _check_place(place: Path, sources: Sequence[Path], force: bool) -> None:
    if not place.exists():
        return
    if any(place.samefile(source) for source in sources if source.exists()):
        if place.samefile(sources[0]):
            raise BadInput(f"选项“-o”就是原件“{place}”；请换一个名字，原件要留着。")
        raise BadInput(f"“{place}”是另一份原件，或者刚由另一份文件写出；请换一个文件夹或者改名再办。")
    if not force:
        raise BadInput(f"选项“-o”所指的“{place}”已经有了；要盖掉它，请加 --force。")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(f"文件“{file}”打不开，请确认可以读取。") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"文件夹“{folder}”建不了，请确认可以写入。") from error


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise BadInput(f"“{output}”写不进去，请确认文件夹存在并且可以写入。") from error
