"""The tables of columns in docs/outputs.md are those of the code."""

import re
from pathlib import Path

import pytest

from pipeline.schema import ReviewRecord
from pipeline.writers.aggregates import ActorRow, MonthRow
from pipeline.writers.package import allowed_values
from pipeline.writers.rows import Row
from pipeline.writers.table import is_list

PAGE = Path(__file__).parents[2] / "docs" / "outputs.md"


def kind_of(info) -> str:
    if allowed := allowed_values(info.annotation):
        return "one of " + ", ".join(f"`{value}`" for value in allowed)
    if is_list(info.annotation):
        return "list of text"
    name = str(getattr(info.annotation, "__name__", info.annotation))
    kinds = {"int": "whole number", "float": "number", "date": "ISO day", "str": "text"}
    return next(kind for key, kind in kinds.items() if key in name)


def column_table(model) -> str:
    lines = ["| column | meaning | type | example |", "| --- | --- | --- | --- |"]
    for name, info in model.model_fields.items():
        optional = "" if info.is_required() or is_list(info.annotation) else ", may be empty"
        example = f"`{info.examples[0]}`"
        lines.append(f"| `{name}` | {info.description} | {kind_of(info)}{optional} | {example} |")
    return "\n".join(lines)


@pytest.mark.parametrize("model", [Row, ActorRow, MonthRow])
def test_columns_are_documented(model):
    assert column_table(model) in PAGE.read_text(encoding="utf-8")


def test_review_fields_are_documented():
    text = PAGE.read_text(encoding="utf-8").split("## Reviews")[1]
    named = set(re.findall(r"`([a-z_0-9]+)`", text))
    assert set(ReviewRecord.model_fields) <= named
