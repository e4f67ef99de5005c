from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gongkai.cli.docnumber import docnumber


@pytest.mark.parametrize(
    ("typed", "written"), [("国发[2018] 第043号", "国发〔2018〕43号"), ("文号：国令第706号", "国令第706号")]
)
def test_prints_the_exact_form(typed: str, written: str) -> None:
    result = CliRunner().invoke(docnumber, [typed])
    assert (result.exit_code, result.output) == (0, f"{written}\n")


def test_json_has_the_parts() -> None:
    result = CliRunner().invoke(docnumber, ["国发(2018)43号", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output) == {
        "organ": "国发",
        "year": 2018,
        "serial": 43,
        "text": "国发〔2018〕43号",
    }


def test_what_cannot_be_read_is_told_in_one_sentence() -> None:
    result = CliRunner().invoke(docnumber, ["国发〔18〕43号"])
    assert result.exit_code == 2
    assert (
        "“国发〔18〕43号”读不成发文字号；应为机关代字、四位年份和序号，例如国发〔2018〕43号、国令第706号。"
        in result.output
    )
