"""Bytes that are no text, in arguments and names of files: a sentence, never a half-done import."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.cast import Cast

from gongkai.cli.main import gongkai
from gongkai.records.models import Attachment, Edition

RECORD = {"title": "关于年报的通知", "body": "正文一段。", "formed_on": "2024-01-02"}


def test_an_argument_that_is_not_text_is_refused_in_a_sentence() -> None:
    result = CliRunner().invoke(gongkai, ["ledger", "verify", "a\udcff"])
    assert result.exit_code == 2
    assert "不是 UTF-8 编码的文字" in result.output


@pytest.mark.django_db
def test_names_that_are_not_text_or_too_long_are_imported_with_what_can_be_read(
    cast: Cast, tmp_path: Path
) -> None:
    attachment = {"name": f"{'长' * 300}.xlsx", "base64": "MQ=="}
    (tmp_path / "a.json").write_text(json.dumps(RECORD | {"attachments": [attachment]}))
    Path(os.fsdecode(bytes(tmp_path) + b"/b\xff\xfe.json")).write_text(json.dumps(RECORD))
    result = CliRunner().invoke(gongkai, ["item", "import", str(tmp_path), "--organ", cast.naiman.organ.slug])
    assert result.exit_code == 0, result.output
    assert set(Edition.objects.values_list("source_name", flat=True)) == {"a.json", "b.json"}
    assert len(Attachment.objects.get().name) == 200
