"""The claims stage over Documents made here, without a PDF."""

import hashlib
from pathlib import Path

import pytest
import srsly

from pipeline.config import ClaimsSettings
from pipeline.schema import Block, Claim, Document, Rejection, Source, TextRun
from pipeline.stages.cache import Cache
from pipeline.stages.claims import ClaimsResult, claims_of, find_claims

HEADING = "After the Truce"
FIRST = "Turkey shot down a Russian bomber over the Syrian border in November 2015."
SECOND = "In May 2017, Russia bombed the city of Palmyra."


def document(doc_id: str, *sentences: str, published: str | None = None) -> Document:
    """A heading and one paragraph; every sentence stands on a page of its own, 1 pt a character."""
    text = "\n\n".join([HEADING, " ".join(sentences)])
    blocks = (
        Block(kind="heading", text=HEADING, start=0, end=len(HEADING)),
        Block(kind="paragraph", text=" ".join(sentences), start=len(HEADING) + 2, end=len(text)),
    )
    runs, start = [], len(HEADING) + 2
    for page, sentence in enumerate(sentences, start=1):
        lefts = tuple(float(x) for x in range(len(sentence)))
        rights = tuple(x + 1 for x in lefts)
        runs.append(TextRun(start=start, page=page, top=100, bottom=110, x0=lefts, x1=rights))
        start += len(sentence) + 1
    source = Source(
        path=f"raw/{doc_id}.pdf",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        bytes=1,
        pages=len(sentences),
        published=published,
    )
    return Document(doc_id=doc_id, source=source, text=text, blocks=blocks, runs=tuple(runs))


@pytest.fixture
def stage(tmp_path: Path):
    def run(
        *documents: Document, fresh: bool = False, workers: int = 1, **settings
    ) -> ClaimsResult:
        folder = tmp_path / "documents"
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.json"):
            old.unlink()
        for one in documents:
            (folder / f"{one.doc_id}.json").write_text(one.model_dump_json(), encoding="utf-8")
        return find_claims(
            folder,
            tmp_path / "out",
            ClaimsSettings(workers=workers, **settings),
            cache=Cache(tmp_path / "cache", fresh=fresh),
        )

    return run


def outputs(tmp_path: Path) -> dict[str, bytes]:
    folder = tmp_path / "out"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_claim_stands_on_the_page_and_boxes_of_its_sentence(nlp):
    claims = claims_of(document("d", FIRST, SECOND), nlp)
    assert [(claim.action.text, claim.page, claim.sentence) for claim in claims] == [
        ("shot down", 1, 1),
        ("bombed", 2, 2),
    ]
    (box,) = claims[1].evidence.boxes
    assert (box.page, box.x0, box.x1) == (2, 0, len(SECOND))


def test_a_claim_names_its_document_and_its_bytes(nlp):
    one, changed = document("one", FIRST), document("one", FIRST, SECOND)
    copy = one.model_copy(update={"doc_id": "copy"})
    (claim,), (again,), (elsewhere,) = (claims_of(d, nlp) for d in (one, one, copy))
    assert claim == again
    assert claim.doc_id == "one"
    ids = {claim.claim_id, elsewhere.claim_id, claims_of(changed, nlp)[0].claim_id}
    assert len(ids) == 3


def test_relative_dates_count_from_the_day_of_publication(nlp):
    text = "Russia bombed Palmyra last month."
    (claim,) = claims_of(document("d", text, published="2017-06-20"), nlp)
    assert claim.date is not None
    assert claim.date.edtf == "2017-05"


def test_files_of_a_run(stage, tmp_path):
    result = stage(document("b", SECOND), document("a", FIRST))
    written = outputs(tmp_path)
    assert set(written) == {
        "claims.csv",
        "claims.jsonl",
        "rejected.jsonl",
        "schema/claim.schema.json",
        "schema/document.schema.json",
        "schema/rejection.schema.json",
    }
    lines = written["claims.jsonl"].decode().splitlines()
    assert tuple(Claim.model_validate_json(line) for line in lines) == result.claims
    assert [claim.doc_id for claim in result.claims] == ["a", "b"]


def test_claims_do_not_depend_on_other_documents_or_the_cache(stage, tmp_path):
    stage(document("b", SECOND), document("a", FIRST), document("gone", FIRST), workers=2)
    stage(document("b", SECOND), document("a", FIRST))
    kept = outputs(tmp_path)
    stage(document("a", FIRST), document("b", SECOND), fresh=True, timeout=99.0)
    assert outputs(tmp_path) == kept
    assert b'"doc_id":"gone"' not in kept["claims.jsonl"]


def test_rejections_of_both_stages_are_listed_by_source(stage, tmp_path):
    (tmp_path / "documents").mkdir()
    earlier = Rejection(path="raw/z.pdf", code="encrypted", reason="is encrypted")
    path = tmp_path / "documents" / "rejected.jsonl"
    path.write_text(earlier.model_dump_json() + "\n", encoding="utf-8")
    result = stage(document("slow", *[FIRST] * 600), document("a", FIRST), timeout=1.5)
    codes = [(rejection.path, rejection.code) for rejection in result.rejected]
    assert codes == [("raw/slow.pdf", "timeout"), ("raw/z.pdf", "encrypted")]
    assert {claim.doc_id for claim in result.claims} == {"a"}
    assert srsly.read_jsonl(tmp_path / "out" / "rejected.jsonl")
