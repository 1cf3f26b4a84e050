"""Case documents: how names are compared, and how the rules do on them."""

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.cases import (
    Case,
    CaseDocument,
    case_verdicts,
    compare_case,
    read_case,
    score_cases,
)
from pipeline.evaluation.floors import missed_floors, read_floors
from pipeline.evaluation.verdicts import changes
from pipeline.schema import ActorRef, Claim, EventType
from tests.conftest import ROOT
from tests.evaluation.making import make_claim

GOLDEN = ROOT / "tests" / "golden" / "verdicts" / "cases.txt"
SENTENCE = "Fighters of the M23 shelled Sake and the army fled."


def document(**claim: object) -> CaseDocument:
    expected = {"trigger": "shelled", "type": "ASSAULT", **claim}
    sentences = [{"text": "It rained.", "claims": []}, {"text": SENTENCE, "claims": [expected]}]
    return CaseDocument.model_validate(
        {"conflict": "Congo", "genre": "newswire", "sentences": sentences}
    )


def found(name: str, text: str, actor_id: str | None = None) -> Claim:
    claim = make_claim(document().text, "shelled")
    ref = ActorRef(text=text, id=actor_id, name=name)
    return claim.model_copy(update={"actors": (ref,)})


@pytest.mark.parametrize(
    ("expected", "name", "text", "actor_id"),
    [
        ("M23", "M23", "they", "m23"),
        ("March 23 Movement | M23", "M23", "fighters", "m23"),
        ("the rebels", "", "rebels", None),
        ("M23 fighters | the rebels", "", "fighters of the M23", None),
        ("several villagers", "", "12 villagers", None),
    ],
)
def test_names_that_mean_the_same(
    expected: str, name: str, text: str, actor_id: str | None
) -> None:
    case = compare_case("x", document(actors=[expected]), [found(name, text, actor_id)])
    assert list(case_verdicts(case)) == ["x/2.0 ASSAULT shelled: right"]


@pytest.mark.parametrize(
    ("expected", "name", "text", "actor_id"),
    [
        ("M23", "Rwanda", "they", "rwanda"),
        ("the rebels", "", "the army", None),
        ("M23 | the rebels", "FDLR", "the militia", "fdlr"),
    ],
)
def test_names_that_do_not(expected: str, name: str, text: str, actor_id: str | None) -> None:
    case = compare_case("x", document(actors=[expected]), [found(name, text, actor_id)])
    assert list(case_verdicts(case)) == ["x/2.0 ASSAULT shelled: actors"]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Hema militia", "Lendu militia"], "right"),
        (["Lendu militia", "Hema militia"], "right"),
        (["militia", "the Hema"], "right"),
        (["Lendu militia"], "actors"),
        (["Hema militia", "villagers"], "actors"),
        ([], "actors"),
    ],
)
def test_names_that_share_an_alternative_are_two(texts: list[str], told: str) -> None:
    expected = ["Hema militia | militia", "Lendu militia | militia"]
    refs = tuple(ActorRef(text=text, name="") for text in texts)
    claim = found("", "").model_copy(update={"actors": refs})
    case = compare_case("x", document(actors=expected), [claim])
    assert list(case_verdicts(case)) == [f"x/2.0 ASSAULT shelled: {told}"]


def test_an_alternative_holds_in_its_claim_only() -> None:
    told = [
        ("The rebels shelled Sake.", "shelled", "M23 | the rebels"),
        ("They fled.", "fled", "ADF"),
    ]
    sentences = [
        {"text": text, "claims": [{"trigger": trigger, "type": "ASSAULT", "actors": [name]}]}
        for text, trigger, name in told
    ]
    both = CaseDocument.model_validate({"conflict": "a", "genre": "b", "sentences": sentences})
    rebels = {"actors": (ActorRef(text="The rebels", name=""),)}
    claims = [make_claim(both.text, each).model_copy(update=rebels) for each in ("shelled", "fled")]
    verdicts = list(case_verdicts(compare_case("x", both, claims)))
    assert [each.rsplit(": ")[1] for each in verdicts] == ["right", "actors"]


def test_scores_and_verdicts_by_hand() -> None:
    extra = make_claim(document().text, "fled", event_type=EventType.RETREAT)
    case = compare_case("x", document(actors=["M23"]), [found("M23", "M23", "m23"), extra])
    missed = compare_case("y", document(), [])
    scores = score_cases([case, missed])
    # Two expected, two found, one of them right: F1 = 2 * 1 / (2 + 2).
    assert scores.overall.metrics["strict"].f1 == 0.5
    assert scores.documents["newswire"].gold == 2
    assert scores.documents["worked on"] == scores.documents["newswire"]
    assert "kept aside" not in scores.documents
    assert list(case_verdicts(case))[1:] == ["x: not expected: 1"]
    assert list(case_verdicts(missed)) == ["y/2.0 ASSAULT shelled: missed"]


def test_one_verb_may_tell_two_events(tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    claims = "{trigger: fell, type: ASSAULT, date: 2021-08-06}, {trigger: fell, type: ASSAULT}"
    text = "Zaranj fell on 6 August, Herat six days later."
    path.write_text(
        f"conflict: c\ngenre: newswire\nsentences: [{{text: '{text}', claims: [{claims}]}}]",
        encoding="utf-8",
    )
    case = compare_case("two", read_case(path), [])
    assert [facts.span for facts in case.alignment.missed] == [(7, 11), (7, 11)]


@pytest.mark.parametrize(
    ("sentence", "claim", "message"),
    [
        ("He left.", "trigger: fled, type: RETREAT", "does not stand"),
        ("He fled.", "trigger: fled, type: FLEE", "type"),
        ("He fled.", "trigger: fled, type: RETREAT, date: may", "date"),
        ("He fled.", "trigger: fled, type: RETREAT, who: he", "who"),
        ("He fled.", "trigger: fled, type: RETREAT, actors: [the army | he]", "no name"),
    ],
)
def test_broken_case_is_named(sentence: str, claim: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    claims = f"[{{text: {sentence}, claims: [{{{claim}}}]}}]"
    path.write_text(f"{{conflict: a, genre: b, sentences: {claims}}}", encoding="utf-8")
    with pytest.raises(GoldError, match=message) as error:
        read_case(path)
    assert "broken.yaml" in str(error.value)


def test_many_conflicts_and_genres(cases: list[Case]) -> None:
    assert len({case.document.conflict for case in cases}) >= 12
    assert len({case.document.genre for case in cases}) >= 5
    expected = [
        claim for case in cases for each in case.document.sentences for claim in each.claims
    ]
    assert len(expected) >= 150
    assert {claim.type for claim in expected} == set(EventType)


def test_no_figure_below_its_floor(cases: list[Case]) -> None:
    missed = missed_floors(score_cases(cases), read_floors(ROOT / "gold" / "floors-cases.yaml"))
    assert not missed, "\n".join(map(str, missed))


def test_no_case_got_worse(cases: list[Case], update_golden: bool) -> None:
    now = [line for case in cases for line in case_verdicts(case)]
    if update_golden:
        GOLDEN.write_text("".join(line + "\n" for line in now), encoding="utf-8")
    worse, better = changes(GOLDEN.read_text(encoding="utf-8").splitlines(), now)
    told = "\n".join(["worse:", *map(str, worse), "better:", *map(str, better)])
    assert not worse, f"{told}\n`make golden` accepts this; read its diff first"
