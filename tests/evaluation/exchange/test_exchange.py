"""Gold and claims in annotators' formats: what is written reads back equal."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline.errors import GoldError
from pipeline.evaluation.exchange.brat import CONFIGURATION, write_brat
from pipeline.evaluation.exchange.brat_reader import read_brat
from pipeline.evaluation.exchange.docbin import read_docbin, write_docbin
from pipeline.evaluation.exchange.label_studio import (
    interface,
    read_label_studio,
    write_label_studio,
)
from pipeline.evaluation.exchange.markup import (
    Argument,
    MarkedText,
    When,
    mark_claims,
    mark_gold,
)
from pipeline.evaluation.gold import read_gold_set
from pipeline.evaluation.locate import locate_records
from pipeline.schema import ActorRef, EventType
from tests.conftest import ROOT
from tests.evaluation.making import make_claim, make_document, make_record
from tests.evaluation.test_gold import COUNTS, reference_text

Write = Callable[[Iterable[MarkedText], Path], None]
Read = Callable[[Path], tuple[MarkedText, ...]]

FORMATS: dict[str, tuple[Write, Read]] = {
    "brat": (write_brat, read_brat),
    "docbin.spacy": (write_docbin, read_docbin),
    "label-studio.json": (write_label_studio, read_label_studio),
}

TEXT = (
    "Damascus and Tehran re-shelled Aleppo in May 2017.\n\n"
    "On 4 April 2017, they shelled  Homs “again”; Aleppo fell."
)


def sample() -> MarkedText:
    """Two gold records with all that is hard: implicit, shared, repeated and odd mentions."""
    records = [
        make_record(
            TEXT, "re-shelled", id="G1", actors=["syria", "iran"], actor_text="Damascus | Tehran",
            places=["aleppo"], place_text="Aleppo", date="2017-05", date_text="May 2017",
            recipients=["rebels"], implicit=["recipient"], note="see 4",
        ),
        make_record(
            TEXT, "shelled  Homs", id="G2", event_type="COERCE", actors=["syria", "iran"],
            actor_text="they", places=["homs", "aleppo"], place_text="Homs | ALEPPO",
            date="2017-04-04", date_text="4 April 2017", date_mod="ON_OR_BEFORE",
            modality="alleged", attribution="iran", polarity="negative",
        ),
        make_record(
            TEXT, "fell", id="G3", date="2017", date_text="that year", event_type="RETREAT"
        ),
    ]  # fmt: skip
    document = make_document(TEXT)
    return mark_gold(document, locate_records(records, document))


@pytest.mark.parametrize("name", FORMATS)
def test_hard_sample_reads_back_equal(name: str, tmp_path: Path) -> None:
    write, read = FORMATS[name]
    write([sample()], tmp_path / name)
    assert read(tmp_path / name) == (sample(),)


@pytest.fixture(scope="module")
def marked_gold(shared: Path) -> tuple[MarkedText, ...]:
    gold = read_gold_set(ROOT / "gold")
    texts = []
    for doc_id in sorted(COUNTS):
        document = make_document(reference_text(shared, doc_id), doc_id)
        texts.append(mark_gold(document, locate_records(gold[doc_id], document)))
    assert [len(each.events) for each in texts] == [COUNTS[each] for each in sorted(COUNTS)]
    return tuple(texts)


@pytest.mark.parametrize("name", FORMATS)
def test_gold_reads_back_equal(
    name: str, marked_gold: tuple[MarkedText, ...], tmp_path: Path
) -> None:
    write, read = FORMATS[name]
    write(marked_gold, tmp_path / name)
    assert read(tmp_path / name) == marked_gold


@pytest.mark.parametrize("name", FORMATS)
def test_claims_read_back_equal(name: str, tmp_path: Path) -> None:
    they = [ActorRef(text="they", start=69, end=73, id=id_) for id_ in ("syria", "iran")]
    claims = [
        make_claim(TEXT, "re-shelled", date=("2017-05", "2017-05-01", "2017-05-31")),
        make_claim(TEXT, "shelled  ").model_copy(
            update={"actors": (*they, ActorRef(text="Homs", start=83, end=87))}
        ),
    ]
    marked = mark_claims(make_document(TEXT), claims)
    assert [each.ids for each in marked.events[1].actors] == [("syria", "iran"), ()]
    write, read = FORMATS[name]
    write([marked], tmp_path / name)
    assert read(tmp_path / name) == (marked,)


def test_mentions_are_marked_nearest_to_the_trigger() -> None:
    first, second, third = sample().events
    assert [(each.text, each.ids) for each in first.actors] == [
        ("Damascus", ("syria",)),
        ("Tehran", ("iran",)),
    ]
    assert first.recipients == (Argument(text="", ids=("rebels",)),)
    assert first.places[0].start == TEXT.index("Aleppo")
    assert second.places[1].start == TEXT.rindex("Aleppo"), "not that of the paragraph before"
    assert second.actors == (Argument(text="they", start=69, end=73, ids=("syria", "iran")),)
    assert third.date == When(text="that year", edtf="2017"), "stands nowhere: text alone"


def test_what_was_not_located_is_left_out() -> None:
    document = make_document(TEXT)
    lost = make_record("bombed", "bombed")
    assert mark_gold(document, locate_records([lost], document)).events == ()


def test_spacy_sees_spans(tmp_path: Path) -> None:
    write_docbin([sample()], tmp_path / "x.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("en").vocab)
    assert doc.text == TEXT
    assert [(each.text, each.label_, each.id_) for each in doc.spans["triggers"]] == [
        ("re-shelled", "ASSAULT", "G1"),
        ("shelled  Homs", "COERCE", "G2"),
        ("fell", "RETREAT", "G3"),
    ]
    assert {each.kb_id_ for each in doc.spans["actors"]} == {"syria", "iran", "syria iran"}


def test_moved_spans_count_in_docbin(tmp_path: Path) -> None:
    path = tmp_path / "x.spacy"
    write_docbin([sample()], path)
    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    moved = doc.char_span(45, 49, label="places", kb_id="homs", span_id="G1")
    doc.spans["places"] = [moved, *(each for each in doc.spans["places"] if each.id_ != "G1")]
    DocBin(docs=[doc], store_user_data=True).to_disk(path)
    (back,) = read_docbin(path)
    assert back.events[0].places == (Argument(text="2017", start=45, end=49, ids=("homs",)),)


def test_brat_offsets_spell_their_text(tmp_path: Path) -> None:
    write_brat([sample()], tmp_path)
    lines = (tmp_path / "paper.ann").read_text(encoding="utf-8").splitlines()
    marks = [line.split("\t") for line in lines if line.startswith("T")]
    assert len(marks) == 11
    for _, place, shown in marks:
        _, start, end = place.split()
        assert TEXT[int(start) : int(end)].replace("\n", " ") == shown


def test_every_type_is_offered() -> None:
    tree = ElementTree.fromstring(interface())
    offered = {each.get("value") for each in tree.iter("Label")}
    assert {*EventType, "actor", "recipient", "place", "date"} == offered
    assert all(f"\n{name}\tActor*" in CONFIGURATION for name in EventType)


def test_label_studio_names_only_controls_of_its_interface(tmp_path: Path) -> None:
    write_label_studio([sample()], tmp_path / "x.json")
    (task,) = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    results = task["annotations"][0]["result"]
    tree = ElementTree.fromstring(interface())
    controls = {each.get("name") for each in tree.iter()}
    assert {each["from_name"] for each in results if "from_name" in each} <= controls


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.ann", "T1\tASSAULT ten 18\tshelled\n", r"x.ann:1: is not brat standoff"),
        ("x.ann", "E1\tASSAULT:T1\n", r"x.ann: does not hang together: 'T1'"),
        ("x.ann", "T1\tFIGHT 0 3\tDam\nE1\tFIGHT:T1\n", r"x.ann: does not hang together: .*FIGHT"),
    ],
)
def test_broken_brat(name: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(GoldError, match=f"(?s){message}"):
        read_brat(tmp_path)


def test_broken_files(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text('[{"data": {}}]', encoding="utf-8")
    with pytest.raises(GoldError, match="is no Label Studio export"):
        read_label_studio(path)
    with pytest.raises(GoldError, match="is no DocBin"):
        read_docbin(path)
    (tmp_path / "y.ann").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"y.txt: cannot be read"):
        read_brat(tmp_path)
