"""The way in: a file and a plan → the file that may be released; the work is done in a cage."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.plan import Cut, Plan, Title, cuts_of, no_title, places_in, withheld_everywhere
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.caged import ask_cage
from gongkai.gateways.paper.extract.door import extract
from gongkai.gateways.paper.extract.kinds import kind_of_any
from gongkai.gateways.paper.limits import MEGABYTE, Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.bundle import clean_bundle
from gongkai.gateways.paper.redact.cage import LABELS, MADE, REQUEST
from gongkai.gateways.paper.redact.kinds import IN_PICTURES, fit_name, maker_for
from gongkai.gateways.paper.redact.labels import labels_of
from gongkai.gateways.paper.redact.older import CONVERTED, as_modern, is_older
from gongkai.gateways.paper.typesetting import NoChineseFont

_CAGE = "gongkai.gateways.paper.redact.cage"
_DEFAULT = Limits()
_NOTHING: tuple[Cut, ...] = ()
_ARCHIVES = 2
_TOO_DEEP = "压缩包里套着压缩包，只处理到第二层；请解开后重新打包。"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A file made anew: its bytes, a name that tells nothing withheld, its kind, and how many places were cut.

    `withheld` are the strings that must not be met in it: what the leak check has to look for. `missed` are those that
    stand nowhere in the old file either: most likely they are written differently there. `notes` tell what readers of
    the old file saw and will miss.
    """

    data: bytes
    name: str
    kind: str
    marks: int
    withheld: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def redact(
    source: bytes, name: str, plan: Plan, *, today: date, title: Title = no_title, limits: Limits = _DEFAULT
) -> Redacted:
    """The file without what the plan withholds, and without anything readers do not see (secrecy.12, 3.14).

    DOCX, XLSX, PDF, OFD, HTML, TXT and CSV give a file of the same kind, DOC and RTF a DOCX. `today` dates the entries
    of packages. `title` gives the title of a clause, to be shown where something was deleted. Raises Unreadable for a
    file that is damaged or of a kind that cannot be made anew, with what to do instead; PlanRefused for a plan that
    does not fit the file. The file is not proved here: that is the leak check's.
    """
    if not plan.entries:
        return clean(source, name, today=today, limits=limits)
    _check_size(source, limits)
    modern, notes = _modern(source, name, limits)
    maker_for(modern, name, cutting=True)
    # Places in a plan are told by the parts of the file as it was handed in.
    parts = extract(source, name, limits=limits).parts
    cuts = cuts_of(plan, parts, title)
    _check_pictures(parts, cuts)
    made = _made(modern, name, cuts, today, limits, notes)
    whole = Haystack("\n".join(part.text for part in parts))
    missed = [text for text in made.withheld if next(Needle(text).find(whole), None) is None]
    return replace(made, missed=tuple(missed))


def clean(source: bytes, name: str, *, today: date, limits: Limits = _DEFAULT) -> Redacted:
    """The same for a file from which nothing is withheld: properties, revisions, comments, files within and hidden
    parts are left behind. PNG and JPEG are made anew too, and every file in a ZIP; an archive in it may hold no other.
    """
    _check_size(source, limits)
    return _cleaned(source, name, today, limits, _ARCHIVES)


def _cleaned(source: bytes, name: str, today: date, limits: Limits, archives: int) -> Redacted:
    """`archives`: how many archives deep it may still go."""
    if kind_of_any(source, name) == "zip":
        if not archives:
            raise Unreadable(_TOO_DEEP)
        bundle = clean_bundle(
            source, today, limits, lambda data, inner: _cleaned(data, inner, today, limits, archives - 1)
        )
        return Redacted(bundle.data, fit_name(name, "zip"), "zip", 0, notes=bundle.notes)
    modern, notes = _modern(source, name, limits)
    return _made(modern, name, _NOTHING, today, limits, notes)


def _modern(source: bytes, name: str, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    """The file itself, or as DOCX where it is of an older kind, and then a note that says so."""
    kind = kind_of_any(source, name)
    return (as_modern(source, kind, limits), (CONVERTED,)) if is_older(kind) else (source, ())


def _made(  # noqa: PLR0917 - one step of the door, called from here only
    source: bytes, name: str, cuts: Sequence[Cut], today: date, limits: Limits, notes: tuple[str, ...]
) -> Redacted:
    request = {
        "name": name,
        "today": today.isoformat(),
        "cuts": [[cut.text, cut.mark, cut.part, cut.nth] for cut in cuts],
    }
    # The new file is written to the folder: it may grow as large as a file that is let in.
    roomy = replace(limits, output_bytes=max(limits.output_bytes, limits.file_bytes))
    with tempfile.TemporaryDirectory(prefix="gongkai-redact-") as held:
        folder = Path(held)
        (folder / REQUEST).write_text(json.dumps(request), "utf-8")
        if cuts and b"%PDF-" in source[:1024]:
            # Without Chinese fonts the marks stand in the text of the page only.
            with contextlib.suppress(NoChineseFont):
                (folder / LABELS).write_bytes(labels_of(cuts))
        said = ask_cage(_CAGE, ["redact"], source, roomy, folder=held)
        try:
            data = (folder / MADE).read_bytes()
        except OSError as error:
            raise Unreadable(DAMAGED) from error
    told = (*notes, *(str(one) for one in said["notes"]))
    return Redacted(
        data, str(said["name"]), str(said["kind"]), int(said["count"]), withheld_everywhere(cuts), notes=told
    )


def _check_pictures(parts: Iterable[Part], cuts: Sequence[Cut]) -> None:
    """What a picture shows cannot be cut out of it, and text recognition may miss it the second time."""
    for part in parts:
        if part.kind is PartKind.PICTURE_TEXT and places_in(part.text, cuts, part.id):
            raise Unreadable(f"“{part.id}”是图片，里面有要隐去的文字。{IN_PICTURES}")


def _check_size(source: bytes, limits: Limits) -> None:
    if len(source) > limits.file_bytes:
        most = limits.file_bytes / MEGABYTE
        raise Unreadable(f"文件有 {len(source) / MEGABYTE:.0f} MB，超过 {most:g} MB 的上限；请分册后再做。")
