"""A rule book that was altered in the database rules nothing."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast

from gongkai.access.lawbooks import AlteredRuleBook, _by_version, lawbook_for
from gongkai.records.models import RegimeVersion


def test_an_altered_text_is_refused(cast: Cast) -> None:
    version = cast.naiman.regime_version
    sources = {
        name: text.replace("working_days: 15", "working_days: 90")
        for name, text in version.bureau_sources.items()
    }
    assert sources != version.bureau_sources
    RegimeVersion.objects.filter(pk=version.pk).update(bureau_sources=sources)
    _by_version.cache_clear()
    with pytest.raises(AlteredRuleBook, match="与其摘要值不符"):
        lawbook_for(version)
    _by_version.cache_clear()


def test_the_text_as_pinned_is_read(cast: Cast) -> None:
    _by_version.cache_clear()
    assert lawbook_for(cast.naiman.regime_version).version == cast.naiman.regime_version.version
