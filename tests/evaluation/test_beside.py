from pipeline.evaluation.beside import gold_beside
from pipeline.evaluation.score import compare_document
from tests.evaluation.making import make_claim, make_document, make_record

TEXT = "It rained. Iran shelled Homs and bombed Aleppo in May 2016. Turkey slept."


def beside(records, claims=()):
    return list(gold_beside([compare_document(claims, records, make_document(TEXT))]))


def test_found_and_missed_records_stand_in_the_order_of_gold():
    records = [make_record(TEXT, each, id=each) for each in ("bombed", "shelled")]
    claim = make_claim(TEXT, "bombed")
    assert [(each.gold_id, each.claim_id) for each in beside(records, [claim])] == [
        ("bombed", claim.claim_id),
        ("shelled", None),
    ]


def test_a_missed_record_points_at_its_trigger_and_sentence():
    record = make_record(
        TEXT, "bombed", actors=["iran"], places=["aleppo", "syria"], date="2016-05"
    )
    (found,) = beside([record])
    assert TEXT[found.start : found.end] == "bombed"
    sentence = TEXT[found.sentence_start : found.sentence_end]
    assert sentence == "Iran shelled Homs and bombed Aleppo in May 2016."
    assert found.values == {
        "event_type": "ASSAULT",
        "actors": "iran",
        "recipients": "",
        "places": "aleppo; syria",
        "date": "2016-05",
        "polarity": "positive",
        "modality": "asserted",
        "attribution": "",
    }


def test_a_record_that_the_text_lacks_has_its_own_page_and_no_offsets():
    record = make_record(TEXT, "bombed").model_copy(update={"trigger": "nuked", "page": 3})
    (found,) = beside([record])
    assert (found.page, found.start, found.sentence_start) == (3, None, None)
