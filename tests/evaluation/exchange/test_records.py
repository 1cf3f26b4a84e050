"""What annotators marked in another tool becomes gold again."""

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.exchange.markup import MarkedText, mark_gold
from pipeline.evaluation.exchange.records import records_of_marked
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.locate import locate_records
from tests.evaluation.making import make_document, make_record

TEXT = "Damascus and Tehran shelled Aleppo in May 2017. On 4 June, they hit Homs again."
SENTENCES = [(0, 47), (48, 79)]
DOCUMENT = make_document(TEXT)
PATH = Path("tasks.json")
GOLD = (
    make_record(
        TEXT, "shelled", id="PA001", actors=["syria", "iran"], actor_text="Damascus | Tehran",
        places=["aleppo"], place_text="Aleppo", date="2017-05", date_text="May 2017",
        recipients=["rebels"], implicit=["recipient"], note="see 4",
    ),
    make_record(
        TEXT, "hit", id="PA002", sent=2, before="4 June, they", after="Homs again.",
        actors=["syria", "iran"], actor_text="they", places=["homs"], place_text="Homs",
        date="2017-06-04", date_text="4 June", date_mod="ON_OR_BEFORE", polarity="negative",
        modality="alleged", attribution="iran",
    ),
)  # fmt: skip


def marked() -> MarkedText:
    return mark_gold(DOCUMENT, locate_records(GOLD, DOCUMENT))


def read(text: MarkedText) -> tuple[GoldRecord, ...]:
    return records_of_marked([text], DOCUMENT, SENTENCES, prefix="PA", path=PATH)


def test_gold_comes_back_equal():
    assert read(marked()) == GOLD


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"doc_id": "other"}, "tasks.json: holds no text of paper"),
        ({"text": TEXT + " "}, "paper has another text than the document that was read"),
    ],
)
def test_another_document_is_refused(change, message):
    with pytest.raises(GoldError, match=message):
        read(marked().model_copy(update=change))


def test_a_wrong_event_is_named():
    first, second = marked().events
    assert second.date is not None
    wrong = second.model_copy(update={"date": second.date.model_copy(update={"edtf": "June"})})
    with pytest.raises(GoldError, match=r"tasks.json: event PA002: date: "):
        read(marked().model_copy(update={"events": (first, wrong)}))


def test_an_event_in_a_heading_is_named():
    with pytest.raises(GoldError, match="event PA002: trigger: 'hit' stands in no sentence"):
        records_of_marked([marked()], DOCUMENT, SENTENCES[:1], prefix="PA", path=PATH)
