from __future__ import annotations
import pytest
from tests.support.cast import Cast
from tests.support.request_road import at_request_state, _STATES
from gongkai.access.request_cases import load_request
from tests.support.road import MOMENT
from django.utils import timezone

@pytest.mark.parametrize("bureau", ["hulunbuir", "naiman"])
@pytest.mark.parametrize("state", sorted(_STATES))
def test_state(cast: Cast, bureau: str, state: str) -> None:
    b = getattr(cast, bureau)
    row = at_request_state(b, state)
    assert row.state == state
    case = load_request(row.pk, timezone.localdate(MOMENT))
    print(state, row.number, row.due_on, row.standing_still, [l.number for l in row.letters.all()])
