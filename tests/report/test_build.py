import json
import re
from pathlib import Path

import pytest

from pipeline.config import ReportSettings
from pipeline.report import ReportInput, build_report
from pipeline.report.build import SCRIPTS, file_name
from pipeline.report.core import VERDICTS
from pipeline.report.details import build_detail
from pipeline.report.pages import PictureShelf, render_pages
from pipeline.report.validation import Validation, read_validation
from pipeline.schema import Block, PageTurn, TextRun
from tests.report.conftest import make_validation
from tests.report.made import HOSTILE, hostile, hostile_rejections, make, make_document, pictured


def part(report, name):
    text = (report.parent / "data" / f"{name}.js").read_text(encoding="ascii")
    match = re.fullmatch(r"Dossier\.receive\((\".*?\"), (\".*\")\);\n", text)
    assert json.loads(match[1]) == name
    return json.loads(json.loads(match[2]))


def test_core_holds_every_claim(report):
    claims, _ = make(240)
    core = part(report, "core")
    columns = core["claims"]
    assert columns["id"][:240] == [claim.claim_id for claim in claims]
    assert {len(column) for column in columns.values()} == {len(columns["id"])}
    for at in (0, 100, 239):
        claim = claims[at]
        assert core["sentences"][columns["sentence"][at]] == claim.evidence.text
        assert core["types"][columns["type"][at]] == claim.event_type
        actor = core["actors"][columns["actors"][at][0]]
        assert (actor["key"], actor["name"]) == (claim.actors[0].id, claim.actors[0].name)
        assert core["documents"][columns["document"][at]]["id"] == claim.doc_id


def test_days_are_counted_from_1970():
    document, claims = make_document("d", 1, 3)
    dated = claims[0].date.model_copy(update={"first_day": "1970-01-02", "last_day": None})
    from pipeline.report.core import build_core

    claim = claims[0].model_copy(update={"date": dated})
    columns = build_core([claim], [document], ["d"], Validation(), "x").claims
    assert (columns.first, columns.last) == ([1], [None])


def test_verdicts(report):
    columns = part(report, "core")["claims"]
    found = dict(zip(columns["id"], (VERDICTS[at] for at in columns["verdict"]), strict=True))
    assert found["dossier-001-00000"] == "right"
    assert found["dossier-001-00001"] == "wrong"
    assert found["dossier-001-00002"] == "not in gold"
    assert found["dossier-002-00000"] == "not checked"


def test_spans_and_context_point_into_the_text():
    document, claims = make_document("d", 30, 5)
    detail = build_detail(document, claims, {}, Validation())
    for claim, found in zip(claims, detail.claims, strict=True):
        sentence = claim.evidence.text
        words = {span.role: sentence[span.start : span.end] for span in found.spans}
        assert words["trigger"] == claim.action.text
        assert words["actor"] == claim.actors[0].text
        paragraph = detail.paragraphs[found.paragraph]
        assert paragraph.text[found.at :].startswith(sentence)
        assert document.text[paragraph.start :].startswith(paragraph.text)
        assert found.before.split() == document.text[: claim.action.start].split()[-3:]
        assert found.after.split() == document.text[claim.action.end :].split()[:3]


def test_missed_and_differing_claims():
    claims, (document, *_) = make(240)
    detail = build_detail(document, claims[:60], {}, make_validation())
    (difference,) = detail.claims[1].differences
    assert (difference.field, difference.predicted) == ("actors", "turkey")
    assert detail.claims[1].gold.values["actors"] == "jordan"
    assert detail.claims[0].gold is None
    (missed,) = detail.missed
    assert (missed.gold_id, missed.cause) == ("G7", "trigger missing in lexicon")
    assert missed.sentence == claims[3].evidence.text
    assert [missed.sentence[span.start : span.end] for span in missed.spans] == ["account"]
    assert missed.beside == (claims[3].claim_id,)
    paragraph = detail.paragraphs[missed.paragraph]
    assert paragraph.text[missed.at :].startswith(missed.sentence)


def test_offsets_for_the_page_count_utf16_units():
    """The page cuts text in JavaScript, where \U0001f525 is two units."""
    document, (claim, *_) = make_document("d", 2, 5)
    lead = "\U0001f525\U0001f525 "
    moved = document.model_copy(
        update={
            "text": lead + document.text,
            "blocks": (Block(kind="paragraph", text="", start=0, end=len(document.text) + 3),),
        }
    )

    def shift(mention):
        return mention.model_copy(update={"start": mention.start + 3, "end": mention.end + 3})

    parts = {"evidence": shift(claim.evidence), "action": shift(claim.action)}
    nowhere = {"actors": (), "recipients": (), "places": (), "date": None}
    (detail,) = build_detail(
        moved, [claim.model_copy(update=parts | nowhere)], {}, Validation()
    ).claims
    assert detail.at == len(lead.encode("utf-16-le")) // 2
    assert detail.trigger.start == claim.action.start + 3


def test_a_paragraph_knows_where_its_pages_begin():
    document, _ = make_document("d", 1, 5)
    run = {"top": 0, "bottom": 1, "x0": (0,), "x1": (1,)}
    runs = [TextRun(start=start, page=page, **run) for start, page in ((0, 4), (5, 4), (9, 5))]
    detail = build_detail(document.model_copy(update={"runs": tuple(runs)}), [], {}, Validation())
    assert detail.paragraphs[0].pages == ((0, 4), (9, 5))


def shelf(folder=None, *, width=600, quality=50):
    return PictureShelf(folder, width=width, quality=quality)


def test_pages_are_drawn_in_points(tmp_path):
    pictured(tmp_path)
    source = tmp_path / "raw" / "pictured.pdf"
    images = render_pages(source, [1, 7, 1], tmp_path / "p", "p/", shelf())
    (image,) = images.values()
    assert (image.file, image.width, image.height) == ("p/1.webp", 300, 400)
    from PIL import Image

    assert Image.open(tmp_path / "p" / "1.webp").size == (600, 800)


def test_the_picture_of_a_page_that_was_turned_to_be_read_is_turned(tmp_path):
    pages = Path(__file__).parents[1] / "layout" / "pages"
    source = pages / "reportlab-turned-content.pdf"
    turns = [PageTurn(page=1, degrees=90)]
    images = render_pages(source, [1], tmp_path / "p", "p/", shelf(), turns)
    from PIL import Image

    with Image.open(tmp_path / "p" / "1.webp") as picture:
        assert picture.width > picture.height
        assert abs(picture.width - shelf().width) <= 1
    assert images[1].width > images[1].height


def test_pictures_are_drawn_once(tmp_path):
    pictured(tmp_path)
    source, kept = tmp_path / "raw" / "pictured.pdf", tmp_path / "kept"
    first, second = shelf(kept), shelf(kept)
    for name, each in (("a", first), ("b", second)):
        render_pages(source, [1], tmp_path / name, "p/", each)
    assert (first.drawn, second.drawn) == (1, 0)
    assert (tmp_path / "a" / "1.webp").read_bytes() == (tmp_path / "b" / "1.webp").read_bytes()


def change_bytes(source):
    source.write_bytes(source.read_bytes() + b"\n")


@pytest.mark.parametrize(
    ("change", "options"),
    [
        (change_bytes, {}),
        (None, {"width": 500}),
        (None, {"quality": 40}),
    ],
)
def test_what_decides_a_picture_draws_it_again(tmp_path, change, options):
    pictured(tmp_path)
    source, kept = tmp_path / "raw" / "pictured.pdf", tmp_path / "kept"
    render_pages(source, [1], tmp_path / "a", "p/", shelf(kept))
    if change:
        change(source)
    again = shelf(kept, **options)
    render_pages(source, [1], tmp_path / "b", "p/", again)
    assert again.drawn == 1
    assert len(list(kept.iterdir())) == 2
    again.prune()
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize("name", ["missing.pdf", "notes.txt"])
def test_no_picture_without_a_pdf(tmp_path, name):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert render_pages(tmp_path / name, [1], tmp_path / "p", "p/", shelf()) == {}
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    ("doc_id", "plain"),
    [("sudan-2023", True), ("../../etc", False), ("a b", False), ("A", False), ("é", False)],
)
def test_file_names_are_safe(doc_id, plain):
    name = file_name(doc_id)
    assert (name == doc_id) is plain
    assert re.fullmatch(r"[a-z0-9-]+", name)


def test_the_page_is_closed_to_the_outside(report):
    page = report.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "Made-up &lt;claims&gt;" in page
    assert not re.search(r"(src|href)=\"(https?:)?//", page)
    assert not re.search(r"<script(?![^>]* src=)|\son[a-z]+=|style=", page)


def test_all_scripts_are_loaded(report):
    shipped = {path.stem for path in (report.parent / "app").glob("*.js")}
    assert shipped == {*SCRIPTS, "model"}
    page = report.read_text(encoding="utf-8")
    for path in re.findall(r'(?:src|href)="([a-z][^"]+)"', page):
        assert (report.parent / path).is_file(), path


def test_same_input_gives_the_same_bytes(tmp_path):
    claims, documents = make(40)
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder, order in zip(folders, (documents, documents[::-1]), strict=True):
        build_report(ReportInput(claims, order, tmp_path), folder, ReportSettings())
    files = [path.relative_to(folders[0]) for path in folders[0].rglob("*") if path.is_file()]
    assert len(files) > 20
    for name in files:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_failure_leaves_the_old_report(tmp_path):
    claims, documents = make(4)
    folder = tmp_path / "report"
    build_report(ReportInput(claims, documents, tmp_path), folder, ReportSettings())
    with pytest.raises(KeyError):
        build_report(ReportInput(claims, documents[1:], tmp_path), folder, ReportSettings())
    assert (folder / "index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_hostile_text_is_one_string(tmp_path):
    claims, documents = hostile()
    given = ReportInput(claims, documents, tmp_path, rejected=hostile_rejections())
    core = part(build_report(given, tmp_path / "r", ReportSettings()), "core")
    assert core["sentences"] == [claim.evidence.text for claim in claims]
    assert [each["reason"] for each in core["rejected"]] == [f"why {text}" for text in HOSTILE]


def test_no_validation_is_no_error(tmp_path):
    assert read_validation(tmp_path).scored == frozenset()
