"""The figures of screening as every page of the desk tells them."""

from __future__ import annotations

from dataclasses import replace

from gongkai.access.cases import Case
from gongkai.actions.screening.redacting import wanted_of
from gongkai.gateways.vault import Unopenable
from gongkai.queries.screening_page import Summary, summary_of
from gongkai.queries.screening_preview import previewed

_NO_WAIT = 0.0
"""Places in pictures are not counted, since nothing is cut out of those: nobody has to wait for them to be read."""


def figures_of(case: Case) -> Summary:
    """The figures with the number of places that are to be cut. Reads the files where something is to be cut."""
    summary = summary_of(case)
    if not summary.to_cut:
        return summary
    try:
        return replace(summary, places=previewed(case, wanted_of(case), _NO_WAIT).places)
    except Unopenable:
        return summary
