import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.reviews import read_reviews, records_of_reviews
from pipeline.schema import Document, ReviewRecord, Source

TEXT = "The war\n\nRebels attacked Aleppo. Turkey condemned the raid, and it bombed Homs."
SENTENCES = [(9, 32), (33, 79)]
DOCUMENT = Document(
    doc_id="coast",
    source=Source(path="raw/coast.txt", sha256="aa", bytes=1, pages=1),
    text=TEXT,
    blocks=(),
)


def review(trigger="bombed", **changes) -> ReviewRecord:
    start = TEXT.index(trigger)
    fields = {
        "decision": "accept",
        "doc_id": "coast",
        "sha256": "aa",
        "claim_id": "c1",
        "start": start,
        "end": start + len(trigger),
        "sent": None,
        "page": 1,
        "trigger": trigger,
        "before": "",
        "after": "",
        "event_type": "ASSAULT",
        "actors": ["turkey"],
        "actor_text": "it",
        "recipients": [],
        "recipient_text": "",
        "places": ["homs"],
        "place_text": "Homs",
        "date": None,
        "date_text": "",
        "date_mod": None,
        "polarity": "positive",
        "modality": "asserted",
        "attribution": None,
        "implicit": [],
        "note": "",
    }
    return ReviewRecord.model_validate(fields | changes)


def convert(*reviews):
    numbered = list(enumerate(reviews, start=1))
    return records_of_reviews(numbered, DOCUMENT, SENTENCES, prefix="CO", path="r.jsonl")


def test_kept_claims_become_gold_in_the_order_of_the_text():
    second, first = review(), review("attacked", decision="add", claim_id=None)
    dropped = review("condemned", decision="reject")
    elsewhere = review(doc_id="other", sha256="bb")
    records = convert(second, dropped, elsewhere, first)
    assert [(record.id, record.trigger, record.sent) for record in records] == [
        ("CO001", "attacked", 1),
        ("CO002", "bombed", 2),
    ]
    assert (records[1].before, records[1].after) == ("raid, and it", "Homs.")
    assert (records[1].actors, records[1].place_text) == (("turkey",), "Homs")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"doc_id": "other"}, "holds no review of coast"),
        ({"sha256": "bb"}, "r.jsonl:1: coast has other bytes"),
        ({"start": 3}, "r.jsonl:1: trigger: 'bombed' does not stand at 3"),
        ({"trigger": "war", "start": 4, "end": 7}, "r.jsonl:1: trigger: 'war' stands in no"),
        ({"date": "May"}, "r.jsonl:1: date: "),
        ({"attribution": "ochr"}, "r.jsonl:1: .*alleged only"),
    ],
)
def test_what_cannot_become_gold_is_named(changes, message):
    with pytest.raises(GoldError, match=message):
        convert(review(**changes))


def test_reading(tmp_path):
    path = tmp_path / "reviews.jsonl"
    path.write_text(review().model_dump_json() + "\n\n", encoding="utf-8")
    assert read_reviews(path) == ((1, review()),)
    path.write_text(review().model_dump_json() + '\n{"decision": "maybe"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"reviews\.jsonl:2: decision: "):
        read_reviews(path)
