"""The DVC pipeline itself, run on a small copy of the project in a repository of its own."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import srsly

from pipeline.config import Params
from pipeline.stages import claims, extract

ROOT = Path(__file__).resolve().parents[1]
COPIED = (".dvc/config", ".dvc/.gitignore", ".dvc/plots", ".dvcignore", ".gitignore", "dvc.yaml")
COPIED += ("gold", "params.yaml", "pipeline", "requirements.lock")
CASE = "plover-leads.yaml"  # one case document stands for all
TEXT = "Turkey shot down a Russian bomber over the Syrian border in November 2015.\n"
SAME = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t", "LC_ALL": "C.UTF-8"}
SAME |= {"GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@t"}


class Project:
    """A copy of the project that commands can be run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *command: str) -> str:
        """Run a command; return what it printed, and fail with it."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **SAME, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
        return done.stdout

    def dvc(self, *arguments: str) -> str:
        return self(sys.executable, "-m", "dvc", *arguments)

    def stages_run_by(self, *arguments: str) -> list[str]:
        """The stages that a command runs, in order."""
        lines = self.dvc(*arguments).splitlines()
        return [line.split("'")[1] for line in lines if line.startswith("Running stage '")]

    def restore(self) -> None:
        """Go back to the committed state, results included, without running anything."""
        self("git", "checkout", "--quiet", "--", ".")
        self("git", "clean", "--quiet", "--force")
        self.dvc("checkout", "--quiet")

    def commit(self) -> None:
        self("git", "add", "--all")
        self("git", "commit", "--quiet", "--allow-empty", "--message", "State")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The copy, run once and committed."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    (folder / "raw").mkdir()
    (folder / "raw" / "north.txt").write_text(TEXT, encoding="utf-8")
    for path in (folder / "gold" / "cases").glob("*.yaml"):
        if path.name != CASE:
            path.unlink()
    copy = Project(folder)
    copy("git", "init", "--quiet")
    stages = ["extract", "claims", "validate", "cases", "report"]
    assert copy.stages_run_by("repro") == stages
    copy.commit()
    return copy


def test_a_run_leaves_nothing_to_do(project):
    assert project.dvc("status").strip() == "Data and pipelines are up to date."
    assert project.stages_run_by("repro") == []
    assert project("git", "status", "--porcelain") == ""


def test_git_holds_the_metrics_and_not_the_outputs(project):
    tracked = project("git", "ls-files", "extracted").split()
    assert tracked == ["extracted/.gitignore", "extracted/cases.json", "extracted/metrics.json"]


def test_a_changed_lexicon_reruns_claims_and_not_extract(project):
    with (project.folder / "pipeline/components/dates/lexicon.yaml").open("ab") as lexicon:
        lexicon.write(b"\n# a remark\n")
    # The claims come out the same, so the stages that read them have nothing to do.
    assert project.stages_run_by("repro") == ["claims", "cases"]
    project.restore()


def test_a_new_document_is_read_and_its_claims_are_added(project):
    added = project.folder / "raw" / "west.txt"
    added.write_text("France condemned Mali on 3 May 2022.\n", encoding="utf-8")
    assert project.stages_run_by("repro")[:2] == ["extract", "claims"]
    claims = srsly.read_jsonl(project.folder / "extracted" / "claims.jsonl")
    assert [claim["doc_id"] for claim in claims] == ["north", "west"]
    # What the README says is to be committed.
    changed = project("git", "status", "--porcelain").split()
    assert changed == ["M", "dvc.lock", "??", "raw/west.txt"]
    project.restore()


def test_metrics_and_plots_show(project):
    assert "extracted/metrics.json" in project.dvc("metrics", "show")
    project.dvc("metrics", "diff", "HEAD")
    project.dvc("plots", "show", "--out", "plots")
    assert (project.folder / "plots" / "index.html").stat().st_size > 1000
    project.restore()


def test_an_experiment_with_another_setting(project):
    out = project.dvc("exp", "run", "--set-param", "report.title=Other", "--name", "titled")
    assert "titled" in out
    assert "titled" in project.dvc("exp", "list", "--name-only")
    shown = srsly.json_loads(project.dvc("params", "diff", "HEAD", "--json"))
    changed = shown["params.yaml"]["report.title"]
    assert (changed["old"], changed["new"]) == ("Claims", "Other")
    page = (project.folder / "extracted" / "report" / "index.html").read_text(encoding="utf-8")
    assert "<title>Other</title>" in page
    project.restore()


def test_documents_travel_through_a_remote(project, tmp_path):
    raw = project.folder / "raw" / "north.txt"
    text = raw.read_bytes()
    project("git", "rm", "--quiet", "--cached", "raw/north.txt")
    project.dvc("add", "raw/north.txt")
    project.dvc("remote", "add", "--default", "--local", "team", str(tmp_path / "remote"))
    project.dvc("push", "raw/north.txt")
    raw.unlink()
    shutil.rmtree(project.folder / ".dvc" / "cache" / "files")
    project.dvc("pull", "raw/north.txt")
    assert raw.read_bytes() == text


# ---- what dvc.yaml says

DVC = srsly.read_yaml(ROOT / "dvc.yaml")
STAGES = ("extract", "claims", "validate", "report")


def modules_of(name: str) -> Iterator[Path]:
    """Files of a module: its own, and those of a package above the name that is imported."""
    path = ROOT / name.replace(".", "/")
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.is_file():
            yield file


def imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
            yield from modules_of(node.module or "")
            for alias in node.names:
                yield from modules_of(f"{node.module}.{alias.name}")


def code_behind(stage: str) -> set[str]:
    """Every module of ours that a stage reaches, relative to the project."""
    todo = [ROOT / "pipeline" / "stages" / f"{stage}.py"]
    if stage == "claims":
        # spaCy finds the components through entry points, not through an import.
        todo += (ROOT / "pipeline" / "components").rglob("*.py")
    seen: set[Path] = set()
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += imported(path)
    return {path.relative_to(ROOT).as_posix() for path in seen}


EMPTY = {f"pipeline/{name}/__init__.py" for name in ("components", "evaluation", "stages")}
"""Package files that hold a docstring at most."""


def is_covered(path: str, dependencies: Iterable[str]) -> bool:
    return any(path == one or path.startswith(one + "/") for one in dependencies)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_depends_on_all_code_it_runs(stage):
    dependencies = DVC["stages"][stage]["deps"]
    missing = {path for path in code_behind(stage) - EMPTY if not is_covered(path, dependencies)}
    assert not missing


@pytest.mark.parametrize("stage", STAGES)
def test_every_dependency_exists(stage):
    computed = {name for one in DVC["stages"].values() for name in one.get("outs", ())}
    named = [one for one in DVC["stages"][stage]["deps"] if one not in computed]
    assert all((ROOT / one).exists() for one in named)


@pytest.mark.parametrize(("stage", "module"), [("extract", extract), ("claims", claims)])
def test_what_decides_a_cached_result_is_what_dvc_watches(stage, module):
    dependencies = DVC["stages"][stage]["deps"]
    assert all(is_covered(f"pipeline/{part}", dependencies) for part in module.CODE)
    unkeyed = {
        path
        for path in code_behind(stage)
        if not is_covered(path.removeprefix("pipeline/"), list(module.CODE))
    }
    assert {path for path in unkeyed - EMPTY if not is_covered(path, NOT_IN_RESULTS)} == set()


NOT_IN_RESULTS = {
    f"pipeline/{name}.py" for name in ("config", "stages/cache", "stages/files", "stages/runner")
} | {"pipeline/writers"}
"""Code that decides whether and where a document is processed; settings are keyed by value."""


def test_params_yaml_lists_every_setting_at_its_default():
    listed = srsly.read_yaml(ROOT / "params.yaml")
    assert listed == Params().model_dump(mode="json", by_alias=True)
