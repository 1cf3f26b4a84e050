from spacy import displacy

from pipeline.schema import PlaceRef
from pipeline.writers.displacy import COLOURS, to_displacy


def test_parts_of_the_sentence_are_marked(full):
    drawing = to_displacy(full)
    marked = [
        (part["label"], drawing["text"][part["start"] : part["end"]]) for part in drawing["ents"]
    ]
    assert marked == [
        ("DATE", "26 October"),
        ("ACTOR", "it"),
        ("ACTION", "seized"),
        ("PLACE", "Nyala"),
    ]


def test_parts_that_overlap_or_lie_outside_are_left(full):
    inside = PlaceRef(text="seized the", start=117, end=127)
    before = PlaceRef(text="x", start=10, end=11)
    drawing = to_displacy(full.model_copy(update={"places": (inside, before)}))
    assert [part["label"] for part in drawing["ents"]] == ["DATE", "ACTOR", "ACTION"]


def test_displacy_draws_it(full):
    page = displacy.render(
        dict(to_displacy(full)),
        style="ent",
        manual=True,
        options={"colors": COLOURS},
        jupyter=False,
    )
    assert COLOURS["PLACE"] in page
    assert "seized" in page
