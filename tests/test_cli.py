"""The command line end to end: what is written, what is said, and the exit status."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import srsly
from PIL import Image

from pipeline.cli import main, parse_args
from pipeline.layout.picture import COLOURS
from pipeline.schema import Claim, Rejection
from tests.pdfs import make_heap, make_pdf

ROOT = Path(__file__).resolve().parents[1]
GOOD = [
    "Turkey shot down a Russian bomber over the Syrian border in November 2015.",
    "In May 2017, Russia bombed the city of Palmyra.",
]
BAD: dict[str, tuple[bytes, str, str]] = {
    "not-a-pdf.pdf": (b"Dear all,\n\nplease find the article attached.\n", "not-a-pdf", "PDF"),
    "empty.pdf": (b"", "empty", "empty"),
    "truncated.pdf": (make_pdf(GOOD)[:-200], "truncated", "end"),
    "encrypted.pdf": (make_pdf(GOOD, password="secret"), "encrypted", "password"),
    "picture.pdf": (make_pdf([]), "no-text-layer", "text"),
    "heap.pdf": (make_heap(8000), "overlapping-text", "one spot"),
    "empty.txt": (b"", "duplicate-id", "taken by"),
    "report.docx": (b"PK", "unsupported", ".docx"),
}
"""File to its bytes, the code it is rejected with, and a word of the reason."""


class Run:
    """One `claims run` over a folder of good and bad files."""

    def __init__(self, folder: Path) -> None:
        self.inputs, self.output = folder / "in", folder / "out"
        self.inputs.mkdir()
        (self.inputs / "good.pdf").write_bytes(make_pdf(GOOD))
        (self.inputs / "plain.txt").write_text("\n".join(GOOD), encoding="utf-8")
        for name, (data, _, _) in BAD.items():
            (self.inputs / name).write_bytes(data)
        (self.inputs / "gone.pdf").symlink_to(folder / "nowhere.pdf")
        self.status = main(["run", str(self.inputs), "-o", str(self.output)])

    def rejected(self) -> dict[str, Rejection]:
        lines = (self.output / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
        found = [Rejection.model_validate_json(line) for line in lines]
        return {Path(rejection.path).name: rejection for rejection in found}

    def claims(self) -> list[Claim]:
        lines = (self.output / "claims.jsonl").read_text(encoding="utf-8").splitlines()
        return [Claim.model_validate_json(line) for line in lines]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("mixed"))


def test_some_documents_rejected_is_status_1(mixed):
    assert mixed.status == 1
    assert set(mixed.rejected()) == {*BAD, "gone.pdf"}


def test_good_documents_among_bad_ones_give_their_claims(mixed):
    triggers = [(claim.doc_id, claim.action.text) for claim in mixed.claims()]
    assert triggers == [
        (name, trigger) for name in ("good", "plain") for trigger in ("shot down", "bombed")
    ]


@pytest.mark.parametrize("name", BAD)
def test_bad_documents_are_listed_with_a_reason(mixed, name):
    _, code, words = BAD[name]
    rejection = mixed.rejected()[name]
    assert (rejection.code, words in rejection.reason) == (code, True), rejection


def test_a_file_that_cannot_be_opened_is_listed(mixed):
    rejection = mixed.rejected()["gone.pdf"]
    assert rejection.code == "unreadable"
    assert rejection.reason == "cannot be opened: No such file or directory"


def test_nothing_half_written_remains(mixed):
    files = {path.name for path in mixed.output.rglob("*") if path.is_file()}
    assert not [name for name in files if name.endswith(".part")]
    documents = {path.name for path in (mixed.output / "documents").iterdir()}
    assert documents == {"good.json", "good.txt", "plain.json", "plain.txt", "rejected.jsonl"}
    assert (mixed.output / "report" / "index.html").is_file()


def test_keep_going_lists_them_all_the_same_and_exits_with_0(mixed, capsys):
    assert main(["run", str(mixed.inputs), "-o", str(mixed.output), "--keep-going"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^documents read +2$", out, re.MULTILINE)
    assert re.search(r"^documents rejected +9$", out, re.MULTILINE)
    assert re.search(r"encrypted\.pdf:.*password", "".join(out.split()))


def test_the_summary_is_json_for_scripts(mixed, capsys):
    """Progress goes to standard error, so that standard output is the JSON alone."""
    assert main(["run", str(mixed.inputs), "-o", str(mixed.output), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["documents"], told["claims"], len(told["rejected"])) == (2, 4, 9)
    assert told["event_types"] == {"ASSAULT": 4}
    assert {actor["id"]: actor["claims"] for actor in told["actors"]}["turkey"] == 2
    assert (told["first_day"], told["last_day"]) == ("2015-11-01", "2017-05-31")
    assert main(["summary", "--results", str(mixed.output), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == told


def test_all_documents_read_is_status_0_and_removed_ones_leave_no_trace(tmp_path, capsys):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(GOOD[0], encoding="utf-8")
    params = tmp_path / "params.yaml"  # one process, for the time that each takes to start
    params.write_text("extract: {workers: 1}\nclaims: {workers: 1}\n", encoding="utf-8")
    to = ["-o", str(tmp_path / "out"), "--params", str(params)]
    assert main(["run", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), *to]) == 0
    assert main(["run", str(tmp_path / "two.txt"), *to]) == 0
    claims = srsly.read_jsonl(tmp_path / "out" / "claims.jsonl")
    assert [claim["doc_id"] for claim in claims] == ["two"]
    assert not (tmp_path / "out" / "documents" / "one.json").exists()
    said = capsys.readouterr().err
    assert "claims: 1 unchanged documents taken from the cache" in said


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("claims: {modle: x}", "claims.modle: no such parameter (allowed there: memory, model"),
        ("clams: {}", "clams: no such parameter"),
        ("extract: {timeout: -1}", "extract.timeout: Input should be greater than 0"),
        ("claims: {model: en_core_web_none}", "spaCy has no model 'en_core_web_none'"),
    ],
)
def test_a_wrong_parameter_is_status_2_and_named(tmp_path, capsys, block, message):
    params, text = tmp_path / "params.yaml", tmp_path / "a.txt"
    params.write_text(block, encoding="utf-8")
    text.write_text(GOOD[0], encoding="utf-8")
    arguments = ["run", str(text), "-o", str(tmp_path / "out"), "--params", str(params)]
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out" / "claims.jsonl").exists()


def test_a_broken_knowledge_row_is_status_2_and_named(tmp_path):
    shutil.copytree(
        ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
    )
    table = tmp_path / "pipeline" / "knowledge" / "actors.csv"
    lines = len(table.read_text(encoding="utf-8").splitlines())
    with table.open("a", encoding="utf-8") as file:
        file.write("broken row\n")
    (tmp_path / "a.txt").write_text(GOOD[0], encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "run", "a.txt", "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert f"actors.csv:{lines + 1}:" in done.stderr
    assert not (tmp_path / "out" / "claims.jsonl").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["run"],
        ["run", "a.pdf"],
        ["extract", "--fast"],
        ["explain"],
        ["explain", "They met.", "--published", "yesterday"],
        ["show", "a.pdf"],
    ],
)
def test_wrong_use_is_status_2_and_shows_the_usage(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        parse_args(arguments)
    assert stop.value.code == 2
    assert "usage: claims" in capsys.readouterr().err


def test_an_input_that_does_not_exist_is_status_2(tmp_path, capsys):
    assert main(["run", str(tmp_path / "no.pdf"), "-o", str(tmp_path / "out")]) == 2
    assert "no.pdf: no such file or folder" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["summary", "unknown", "report", "validate"])
@pytest.mark.parametrize("options", [[], ["--results", "elsewhere"]])
def test_no_results_is_status_2_and_says_what_to_do(
    tmp_path, capsys, monkeypatch, command, options
):
    monkeypatch.chdir(tmp_path)
    assert main([command, *options]) == 2
    said = capsys.readouterr()
    folder = options[1] if options else "extracted"
    assert said.err.startswith(f"claims: {folder}: holds no claims.jsonl")
    assert "make run" in said.err
    assert "--results FOLDER" in said.err
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


COMMANDS = ("extract", "claims", "validate", "report", "summary", "run", "explain", "unknown")
COMMANDS += ("show", "gold")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command, capsys):
    with pytest.raises(SystemExit) as stop:
        parse_args([command, "--help"])
    assert stop.value.code == 0
    assert f"  claims {command}" in capsys.readouterr().out


def test_explain_shows_how_a_sentence_is_read(capsys):
    assert main(["explain", GOOD[0]]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^shot +shoot +VBD +ROOT", out.replace("1   ", "", 1), re.MULTILINE)
    assert re.search(r"^November 2015 .*2015-11", out, re.MULTILINE)
    assert re.search(r"^claim: shot down$", out, re.MULTILINE)
    assert re.search(r"^type +.*ASSAULT .*rule assault\.", out, re.MULTILINE)
    assert re.search(r"^actor +Turkey +turkey", out, re.MULTILINE)


def test_a_sentence_without_claims_says_so(capsys):
    assert main(["explain", "The weather was fine."]) == 0
    assert "no claims" in capsys.readouterr().out


def test_show_draws_the_blocks_of_the_pages_asked_for(tmp_path, capsys):
    path = tmp_path / "note.pdf"
    path.write_bytes(make_pdf(GOOD))
    assert main(["show", str(path), "-o", str(tmp_path / "out")]) == 0
    picture = tmp_path / "out" / "note-1.png"
    assert capsys.readouterr().out == f"{picture}\n"
    with Image.open(picture) as image:
        colours = {colour for _, colour in image.getcolors(2**20)}
    assert COLOURS["paragraph"] in colours
    assert main(["show", str(path), "-o", str(tmp_path / "out"), "--page", "2"]) == 2
    assert "has no page 2" in capsys.readouterr().err
