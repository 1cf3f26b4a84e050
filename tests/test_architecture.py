"""The shape of the house: who imports whom, how long things are, what no file may hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 40

BOTTOM = {"schema", "errors", "yamlfile"}
MIDDLE = BOTTOM | {"config", "resources"}
ALLOWED: dict[str, set[str]] = {
    "schema": set(),
    "errors": set(),
    "yamlfile": set(),
    "config": BOTTOM,
    "resources": BOTTOM | {"config", "knowledge"},
    "knowledge": MIDDLE,
    "layout": MIDDLE,
    "components": MIDDLE | {"knowledge"},
    "evaluation": MIDDLE,
    "writers": MIDDLE,
    "report": MIDDLE | {"writers"},
    "stages": MIDDLE
    | {"knowledge", "layout", "components", "evaluation", "writers", "report", "__init__"},
    "handlers": MIDDLE | {"evaluation", "stages"},
    "cli": BOTTOM | {"handlers"},
    "__main__": {"cli"},
    "__init__": MIDDLE | {"layout", "components", "writers"},
}
"""Part of the package to the parts that it may import, itself apart."""


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, which is parsed once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Full names of the modules that a file imports, with the line."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            if node.module == "pipeline":
                yield from ((f"pipeline.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module or "", node.lineno


def imported_parts(path: Path) -> Iterator[tuple[str, int]]:
    parts = {part_of(module) for module in MODULES}
    for name, line in imports(path):
        if name == "pipeline" or name.startswith("pipeline."):
            first = name.split(".")[1] if "." in name else "__init__"
            yield (first if first in parts else "__init__"), line


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path):
    part = part_of(path)
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {part} imports {other}"
        for other, line in imported_parts(path)
        if other != part and other not in ALLOWED[part]
    ]
    assert not wrong, "\n".join(wrong)


def test_every_part_has_its_rule():
    assert {part_of(path) for path in MODULES} == set(ALLOWED)


def importers(*libraries: str) -> set[str]:
    return {
        path.relative_to(ROOT / "pipeline").as_posix()
        for path in MODULES
        for name, _ in imports(path)
        if name.split(".")[0] in libraries
    }


@pytest.mark.parametrize(
    ("library", "place"),
    [
        ("pdfplumber", "layout/reader"),
        ("pdfminer", "layout/"),
        ("pypdfium2", ("report/pages.py", "layout/reader", "layout/ocr.py", "layout/ink.py")),
    ],
)
def test_pdf_libraries_are_driven_from_one_place(library, place):
    assert not [name for name in importers(library) if not name.startswith(place)]


def test_layout_knows_no_spacy():
    assert not [name for name in importers("spacy", "thinc") if name.startswith("layout/")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    long = [
        f"{node.name}: {lines}"
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef) and (lines := code_lines(node)) > FUNCTION_LINES
    ]
    assert not long, f"more than {FUNCTION_LINES} lines: {long}"


def code_lines(function: ast.FunctionDef) -> int:
    """Lines of a function, its docstring left out."""
    body = function.body
    documented = ast.get_docstring(function, clean=False) is not None
    docstring = (body[0].end_lineno or 0) - body[0].lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_code_lines_leave_the_docstring_out():
    tree = ast.parse('def f(x):\n    """One.\n\n    Two.\n    """\n    y = x\n    return y\n')
    assert code_lines(tree.body[0]) == 3


# ---- what no tracked file may hold

MACHINE_PATH = re.compile(r"(?<![\w./])/(?:home|root|work|Users|tmp/\w)[\w.-]*/[\w.]")
REGISTRY = re.compile(
    r"--(?:extra-)?index[-]url|--find-links|https?://(?:pypi|files\.pythonhosted)\."
)


def tracked_texts() -> Iterator[tuple[str, str]]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    for name in filter(None, names):
        path = ROOT / name
        if path.is_file() and path != Path(__file__).resolve():
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        pytest.param(MACHINE_PATH, "see /" + "home/me/notes.txt", id="machine path"),
        pytest.param(REGISTRY, "--extra-index" + "-url x", id="registry address"),
    ],
)
def test_no_tracked_file_names_a_machine_or_a_registry(pattern, example):
    assert pattern.search(example)
    found = [name for name, text in tracked_texts() if pattern.search(text)]
    assert not found


DOSSIER = ROOT.parent / "shared" / "dossier" / "dossier.txt"
RUN = 9


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


@pytest.mark.skipif(not DOSSIER.is_file(), reason="the dossier lies beside the repo, not in it")
def test_no_tracked_file_holds_text_of_the_dossier():
    guarded = runs(DOSSIER.read_text(encoding="utf-8"))
    assert len(guarded) > 1000
    found = [name for name, text in tracked_texts() if guarded & runs(text)]
    assert not found
