"""Documents and claims made up for tests of the report: any number of them, always the same."""

import random
from collections.abc import Iterator
from pathlib import Path

from pipeline.schema import (
    QUAD_CLASS,
    Action,
    ActorRef,
    ActorType,
    Block,
    Box,
    Claim,
    DateRef,
    Document,
    EventType,
    Evidence,
    PlaceRef,
    Rejection,
    Source,
)

ACTORS = [
    ("turkey", "Turkey", ActorType.STATE, "TR"),
    ("russia", "Russia", ActorType.STATE, "RU"),
    ("united-states", "United States", ActorType.STATE, "US"),
    ("iran", "Iran", ActorType.STATE, "IR"),
    ("islamic-state", "Islamic State", ActorType.REBEL, None),
    ("ypg", "YPG", ActorType.MILITIA, "SY"),
    ("syrian-government-forces", "Syrian government forces", ActorType.MILITARY, "SY"),
    ("united-nations", "United Nations", ActorType.INTERNATIONAL_ORGANISATION, None),
    ("civilians", "civilians", ActorType.CIVILIAN, None),
    ("rapid-support-forces", "Rapid Support Forces", ActorType.MILITIA, "SD"),
]
PLACES = [
    ("aleppo", "Aleppo", 36.2, 37.16, "SY", "point"),
    ("palmyra", "Palmyra", 34.55, 38.28, "SY", "point"),
    ("khartoum", "Khartoum", 15.55, 32.53, "SD", "point"),
    ("el-geneina", "El Geneina", 13.45, 22.44, "SD", "point"),
    ("syria", "Syria", 35.0, 38.0, "SY", "country"),
    ("darfur", "Darfur", 13.0, 24.5, "SD", "area"),
    ("syrian-iraqi-border", "Syrian-Iraqi border", 34.4, 40.9, "SY", "border"),
    ("bamako", "Bamako", 12.65, -8.0, "ML", "point"),
    (None, "the hills", None, None, None, "unknown"),
]
VERBS = {
    EventType.ASSAULT: "bombed",
    EventType.CONSULT: "met",
    EventType.AID: "armed",
    EventType.DISAPPROVE: "condemned",
    EventType.MOBILIZE: "deployed against",
    EventType.RETREAT: "withdrew before",
    EventType.AGREE: "agreed with",
    EventType.COERCE: "besieged",
    EventType.SANCTION: "sanctioned",
}


def make(count: int, documents: int = 4, seed: int = 7) -> tuple[list[Claim], list[Document]]:
    """Make ``count`` claims spread evenly over ``documents``."""
    made_claims: list[Claim] = []
    made_documents = []
    for number in range(documents):
        share = count // documents + (number < count % documents)
        document, claims = make_document(f"dossier-{number + 1:03d}", share, seed + number)
        made_documents.append(document)
        made_claims += claims
    return made_claims, made_documents


def make_document(doc_id: str, count: int, seed: int) -> tuple[Document, list[Claim]]:
    """Make one document whose every sentence carries one claim."""
    chance = random.Random(seed)
    text, claims, blocks, starts = "", [], [], []
    for number, claim in enumerate(_claims(doc_id, count, chance)):
        if number % 6 == 0:
            text += "\n\n" if text else ""
            starts.append(len(text))
        else:
            text += " "
        claims.append(_moved(claim, len(text)))
        text += claim.evidence.text
    for start, end in zip(starts, [*starts[1:], len(text) + 2], strict=True):
        body = text[start : end - 2]
        blocks.append(Block(kind="paragraph", text=body, start=start, end=end - 2))
    source = Source(
        path=f"raw/{doc_id}.txt",
        sha256=f"{seed:064x}",
        bytes=len(text),
        pages=1 + count // 20,
        title=f"Made-up dossier {doc_id[-3:]}",
        published="2018-01-01",
    )
    return Document(doc_id=doc_id, source=source, text=text, blocks=tuple(blocks)), claims


def _claims(doc_id: str, count: int, chance: random.Random) -> Iterator[Claim]:
    for number in range(count):
        kind = chance.choice(list(VERBS))
        actor, recipient = chance.sample(ACTORS, 2)
        place = chance.choice(PLACES)
        month = f"{chance.randint(2014, 2017)}-{chance.randint(1, 12):02d}"
        yield _claim(doc_id, number, kind, _Parts(actor, recipient, place, month), chance)


class _Parts:
    def __init__(self, actor, recipient, place, month):
        self.actor, self.recipient, self.place, self.month = actor, recipient, place, month


def _claim(doc_id, number, kind, parts, chance) -> Claim:
    verb, dated = VERBS[kind], chance.random() < 0.8
    pieces = [("actor", parts.actor[1]), (None, " "), ("trigger", verb), (None, " ")]
    pieces += [("recipient", parts.recipient[1]), (None, " near "), ("place", parts.place[1])]
    if dated:
        pieces += [(None, " in "), ("date", parts.month)]
    pieces.append((None, f", and the account numbered {number} of {doc_id} says no more of it."))
    text, at = "", {}
    for role, piece in pieces:
        if role:
            at[role] = (len(text), len(text) + len(piece))
        text += piece
    date = None
    if dated:
        first, last = f"{parts.month}-01", f"{parts.month}-28"
        date = DateRef(
            text=parts.month,
            start=at["date"][0],
            end=at["date"][1],
            edtf=parts.month,
            first_day=first,
            last_day=last,
            precision="month",
        )
    identifier, name, latitude, longitude, country, precision = parts.place
    return Claim(
        claim_id=f"{doc_id}-{number:05d}",
        doc_id=doc_id,
        page=1 + number // 20,
        sentence=number + 1,
        evidence=Evidence(text=text, start=0, end=len(text)),
        event_type=kind,
        quad_class=QUAD_CLASS[kind],
        action=_mention(Action, verb, at["trigger"], lemma=verb, phrase=verb),
        actors=(_actor(parts.actor, at["actor"]),),
        recipients=(_actor(parts.recipient, at["recipient"]),),
        places=(
            _mention(
                PlaceRef,
                name,
                at["place"],
                id=identifier,
                name=name if identifier else None,
                latitude=latitude,
                longitude=longitude,
                country=country,
                precision=precision,
                via="only candidate",
            ),
        ),
        date=date,
        polarity="negative" if chance.random() < 0.05 else "positive",
        modality=chance.choice(["asserted"] * 7 + ["planned", "alleged", "hypothetical"]),
        confidence=round(0.3 + 0.7 * chance.random(), 2),
        rule=f"{kind.lower()}.{verb.split()[0]}",
    )


def _actor(parts, span):
    identifier, name, kind, country = parts
    return _mention(
        ActorRef, name, span, id=identifier, name=name, type=kind, country=country, via="alias"
    )


def _mention(kind, text, span, **fields):
    return kind(text=text, start=span[0], end=span[1], **fields)


def _moved(claim: Claim, by: int) -> Claim:
    """The claim with all its offsets moved, and a box on its page."""

    def shift(mention):
        if mention is None or mention.start is None:
            return mention
        return mention.model_copy(update={"start": mention.start + by, "end": mention.end + by})

    box = Box(page=claim.page, x0=72, top=100, x1=500, bottom=112)
    return claim.model_copy(
        update={
            "evidence": shift(claim.evidence).model_copy(update={"boxes": (box,)}),
            "action": shift(claim.action),
            "actors": tuple(map(shift, claim.actors)),
            "recipients": tuple(map(shift, claim.recipients)),
            "places": tuple(map(shift, claim.places)),
            "date": shift(claim.date),
        }
    )


HOSTILE = (
    "<img src=x onerror=\"window.pwned='img'\">",
    "</script><script>window.pwned='script'</script>",
    "<svg/onload=window.pwned='svg'>",
    "javascript:window.pwned='url'",
    "${window.pwned='template'}{{window.pwned='template'}}",
    "\"'`><b onmouseover=window.pwned='attribute'>x</b>",
    "<!--<script>window.pwned='comment'",
    "\u202ereversed\u202c and \u2028 separators \u2029 and \x00 control \x1b",
    "__proto__",
    "constructor",
    "a" * 300,
    "نيالا and 尼亚拉 and \U0001f525",
    "%3Cscript%3E&lt;script&gt;&amp;",
)


def hostile() -> tuple[list[Claim], list[Document]]:
    """One document a hostile string, which stands in every text that a document can bring."""
    claims, documents = [], []
    for number, text in enumerate(HOSTILE):
        document, claim = _hostile(number, text)
        claims.append(claim)
        documents.append(document)
    return claims, documents


def _hostile(number: int, text: str) -> tuple[Document, Claim]:
    actor = ActorRef(text=text, start=0, end=len(text), id=text, name=text, via=text)
    sentence = f"{text} met {text}."
    claim = Claim(
        claim_id=f"hostile-{number} {text}",
        doc_id=f"hostile-{number}-{text}",
        page=1,
        sentence=1,
        evidence=Evidence(text=sentence, start=0, end=len(sentence)),
        event_type=EventType.CONSULT,
        quad_class=QUAD_CLASS[EventType.CONSULT],
        action=Action(
            text="met", start=len(text) + 1, end=len(text) + 4, lemma=text, phrase=f"met {text}"
        ),
        actors=(actor,),
        recipients=(ActorRef(text=text, start=len(text) + 5, end=2 * len(text) + 5),),
        places=(PlaceRef(text=text, name=text, latitude=10, longitude=20 + number, via=text),),
        date=DateRef(text=text, edtf="2020", first_day="2020-01-01", last_day="2020-12-31"),
        modality="alleged",
        attribution=actor,
        rule=text,
    )
    source = Source(
        path=f"raw/{text}.pdf", sha256=f"{number:064d}", bytes=1, pages=1, title=text, author=text
    )
    block = Block(kind="paragraph", text=sentence, start=0, end=len(sentence))
    document = Document(doc_id=claim.doc_id, source=source, text=sentence, blocks=(block,))
    return document, claim


def hostile_rejections() -> list[Rejection]:
    """One file a hostile string, which stands in all that is told of it."""
    return [
        Rejection(path=f"raw/{text}.pdf", code=text, reason=f"why {text}", remedy=f"do {text}")
        for text in HOSTILE
    ]


def pictured(root: Path) -> tuple[list[Claim], list[Document]]:
    """A document whose source is a real PDF of one page, 300 by 400 points."""
    from PIL import Image

    (root / "raw").mkdir(exist_ok=True)
    Image.new("RGB", (300, 400), "white").save(root / "raw" / "pictured.pdf", resolution=72)
    document, claims = make_document("pictured", 3, 99)
    source = document.source.model_copy(update={"path": "raw/pictured.pdf"})
    return claims, [document.model_copy(update={"source": source})]
