"""Gold triggers are found in any faithful extraction, and in the right place."""

import pytest

from pipeline.evaluation.locate import locate_records
from pipeline.schema import TextRun
from tests.evaluation.making import make_document, make_record

TEXT = (
    "Rebels attacked the town. On Monday, troops attacked the base near al-Tanf.\n\n"
    "They came under attack; the rebels’ re-entry failed, and troops attacked the airport."
)


def place(text: str, trigger: str, before: str, after: str) -> str | None:
    """What stands at the place found for a record, with six characters after it."""
    record = make_record(trigger, trigger).model_copy(update={"before": before, "after": after})
    (found,) = locate_records([record], make_document(text))
    return None if found.span is None else text[found.span[0] : found.span[1] + 6]


@pytest.mark.parametrize(
    ("trigger", "before", "after", "expected"),
    [
        ("attacked", "Rebels", "the town", "attacked the t"),
        ("attacked", "Monday, troops", "the base near", "attacked the b"),
        ("attack", "They came under", "the rebels'", "attack; the "),
        ("re-entry", "the rebels'", "failed and troops", "re-entry faile"),
        ("RE‐ENTRY", "the rebels’", "failed", "re-entry faile"),
    ],
)
def test_finds(trigger: str, before: str, after: str, expected: str) -> None:
    assert place(TEXT, trigger=trigger, before=before, after=after) == expected


def test_context_chooses_among_repeated_triggers() -> None:
    document = make_document(TEXT)
    contexts = (("Rebels", "the town"), ("Monday, troops", "the base"), ("and troops", "airport"))
    starts = []
    for before, after in contexts:
        record = make_record("attacked", "attacked").model_copy(
            update={"before": before, "after": after}
        )
        (found,) = locate_records([record], document)
        assert found.span is not None
        starts.append(found.span[0])
    assert starts == [7, 44, TEXT.rindex("attacked")]


@pytest.mark.parametrize(
    "altered",
    [
        TEXT.replace("’", "'").replace("al-Tanf", "al‑Tanf"),
        TEXT.replace(" ", "  ").replace("troops attacked", "troops\nattacked"),
        TEXT.replace("Monday, troops", "Monday, tro\u00adops"),
        TEXT.replace("On Monday, troops", "On Monday,12 Troops"),
    ],
)
def test_survives_typography(altered: str) -> None:
    found = place(altered, trigger="attacked", before="Monday, troops", after="the base near")
    assert found is not None
    assert altered.index("Monday") < altered.index(found, 20) < altered.index("base")


@pytest.mark.parametrize(
    ("trigger", "before", "after"),
    [
        ("bombed", "Monday, troops", "the base near"),
        ("attack", "On Monday, troops", "the base near"),
        ("attacked", "nobody ever has", "this very thing"),
    ],
)
def test_does_not_find(trigger: str, before: str, after: str) -> None:
    assert place(TEXT, trigger=trigger, before=before, after=after) is None


def test_page_breaks_ties() -> None:
    text = "They attacked. They attacked."
    document = make_document(text).model_copy(update={"runs": _runs(text)})
    record = make_record("attacked", "attacked").model_copy(update={"page": 2})
    (found,) = locate_records([record], document)
    assert found.span == (20, 28)


def _runs(text: str) -> tuple[TextRun, ...]:
    half = len(text) // 2
    return tuple(
        TextRun(start=start, page=page, top=0, bottom=1, x0=(0,) * half, x1=(1,) * half)
        for start, page in ((0, 1), (half, 2))
    )
