import pytest

from pipeline.schema import (
    Action,
    ActorRef,
    ActorType,
    Box,
    Claim,
    DateRef,
    EventType,
    Evidence,
    PlaceRef,
    QuadClass,
)

SENTENCE = "On 26 October it seized the headquarters in Nyala, OHCHR said."


def full_claim() -> Claim:
    return Claim(
        claim_id="sudan-1",
        doc_id="sudan",
        page=2,
        sentence=4,
        evidence=Evidence(
            text=SENTENCE,
            start=100,
            end=162,
            boxes=(Box(page=2, x0=70.5, top=100, x1=400, bottom=112),),
        ),
        event_type=EventType.ASSAULT,
        quad_class=QuadClass.MATERIAL_CONFLICT,
        action=Action(text="seized", start=117, end=123, lemma="seize", phrase="it seized"),
        actors=(
            ActorRef(
                text="it",
                start=114,
                end=116,
                id="rsf",
                name="Rapid Support Forces; RSF",
                type=ActorType.MILITIA,
                country="SD",
                via="pronoun",
            ),
            ActorRef(text="=cmd|'/c calc'!A1", start=1, end=2),
        ),
        recipients=(ActorRef(text="", id="saf", name="Sudanese Armed Forces", via="implicit"),),
        places=(
            PlaceRef(text="the hills", precision="area"),
            PlaceRef(
                text="Nyala",
                start=144,
                end=149,
                id="nyala",
                name="Nyala",
                geonames_id=371760,
                latitude=-12.05,
                longitude=24.88,
                country="SD",
                precision="point",
            ),
        ),
        date=DateRef(
            text="26 October",
            start=103,
            end=113,
            edtf="2023-10-26",
            first_day="2023-10-26",
            last_day="2023-10-26",
            anchor="relative",
        ),
        modality="alleged",
        attribution=ActorRef(text="OHCHR", start=150, end=155),
        confidence=0.71,
        rule="assault.seize",
    )


def bare_claim(claim_id: str = "x-1", text: str = "They met.") -> Claim:
    return Claim(
        claim_id=claim_id,
        doc_id="x",
        page=1,
        sentence=0,
        evidence=Evidence(text=text, start=0, end=len(text)),
        event_type=EventType.CONSULT,
        quad_class=QuadClass.VERBAL_COOPERATION,
        action=Action(text="met", start=5, end=8, lemma="meet", phrase="met"),
        rule="consult.meet",
    )


HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "\ttab",
    "\rreturn",
    "\nfeed",
    " =1+1",
    "＝1",
    "'quoted",
    "''=twice",
    "?",
    "\\",
    "a; b",
    "a\\; b",
    ";",
    "; ",
    'say "x", y\r\nnew line',
    "نيالا 尼亚拉 é",
    "<script>alert(1)</script>",
    "-",
    "-5",
    "\u2028line\x85",
)


def hostile_claim(number: int, text: str) -> Claim:
    claim = bare_claim(f"h-{number:02d}", text)
    ref = ActorRef(text=text, start=0, end=1)
    return claim.model_copy(
        update={
            "actors": (ref,),
            "recipients": (ref, ActorRef(text="plain"), ref),
            "places": (PlaceRef(text=text, name=text),),
            "action": Action(text=text, start=0, end=1, lemma=text, phrase=text),
            "attribution": ref,
        }
    )


@pytest.fixture
def claims() -> list[Claim]:
    hostile = [hostile_claim(number, text) for number, text in enumerate(HOSTILE)]
    return [full_claim(), bare_claim(), *hostile]


@pytest.fixture
def full() -> Claim:
    return full_claim()


@pytest.fixture
def bare() -> Claim:
    return bare_claim()
