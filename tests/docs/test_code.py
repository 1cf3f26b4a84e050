"""The Python of the pages runs, and prints what they show."""

import doctest
import shutil

import pytest

import pipeline
from pipeline.cli import main
from tests.docs.pages import ROOT, blocks

READ = "docs/how-to/analyse.md"
TRIED = ["README.md", "docs/how-to/annotate.md", "docs/how-to/spacy.md"]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A folder with ``raw/`` and ``extracted/`` of one document, as after a run."""
    folder = tmp_path_factory.mktemp("results")
    shutil.copytree(ROOT / "raw", folder / "raw")
    (folder / "note.txt").write_text("Russia bombed Idlib in May 2017.\n", encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.chdir(folder)
    assert main(["run", "note.txt", "-o", "extracted"]) == 0
    assert main(["gold", "export", "docbin", "gold.spacy", "--claims"]) == 0
    patch.undo()
    return folder


@pytest.mark.parametrize("name", [*TRIED, READ])
def test_python_runs(name, results, monkeypatch, nlp):
    text = (ROOT / name).read_text(encoding="utf-8")
    monkeypatch.chdir(results)
    monkeypatch.setattr(pipeline, "load", lambda: nlp)
    code = blocks(text, "python")
    shown = blocks(text, "pycon")
    assert code or shown
    space = {}
    for body in code:
        exec(compile(body, name, "exec"), space)
    test = doctest.DocTestParser().get_doctest("\n".join(shown), space, name, name, 0)
    told = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert not told, "".join(told)
