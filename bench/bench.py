"""Speed and memory against the bare libraries, measured in one run: ``make bench``.

Every figure is a ratio to a baseline on the same machine, the same documents and the same minute,
so it can be compared between machines. Nothing here is a test: timings vary.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import reading
import spacy
from rich.console import Console
from rich.table import Table

import pipeline
from pipeline.config import ClaimsSettings
from pipeline.schema import Document

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
COPIES = 200
LOAD_MODEL = f"import spacy; spacy.load({ClaimsSettings().model!r})('A test.')"
FIND_CLAIMS = """
import sys
from pathlib import Path
import pipeline
from pipeline.schema import Document
from pipeline.stages.claims import claims_of
nlp = pipeline.load()
for path in sys.argv[1:]:
    claims_of(Document.model_validate_json(Path(path).read_bytes()), nlp)
"""
PRINT_PEAK = """
import resource, sys
from pathlib import Path
status = Path("/proc/self/status")
if status.exists():  # ru_maxrss would count what the parent held when it forked
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    print(int(lines[0].split()[1]))
else:
    unit = 2**10 if sys.platform == "darwin" else 1
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in words: ours, the baseline, and how they compare."""

    name: str
    ours: str
    baseline: str
    ratio: str


def main() -> int:
    """Measure everything and print a table."""
    paths = sorted((ROOT / "raw").glob("*.pdf"))
    documents = [pipeline.read_document(path) for path in paths]
    console = Console()
    table = Table("", "ours", "baseline", "ratio", box=None)
    with tempfile.TemporaryDirectory() as folder:
        console.print(reading.compare(Path(folder)))
        console.print(reading.long_documents(Path(folder)))
        for figure in (
            _claims(documents),
            _memory(documents, Path(folder)),
            _no_op_run(),
            _one_more(paths[0], Path(folder)),
        ):
            table.add_row(figure.name, figure.ours, figure.baseline, figure.ratio)
    console.print(table)
    return 0


def _fastest(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few rounds: the one least disturbed by other processes."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _claims(documents: Sequence[Document]) -> Figure:
    texts = [document.text for document in documents]
    bare, full = spacy.load(ClaimsSettings().model), pipeline.load()
    tokens = sum(len(doc) for doc in bare.pipe(texts))
    list(full.pipe(texts))
    baseline = _fastest(lambda: [bare(text) for text in texts])
    ours = _fastest(lambda: [full(text) for text in texts])
    return Figure(
        "claims, against the bare spaCy model",
        f"{tokens / ours:,.0f} tokens/s",
        f"{tokens / baseline:,.0f} tokens/s",
        f"{ours / baseline:.2f} times the time",
    )


def _memory(documents: Sequence[Document], folder: Path) -> Figure:
    """Peak of one process that loads the pipeline and finds the claims of all documents."""
    paths = []
    for document in documents:
        paths.append(folder / f"{document.doc_id}.json")
        paths[-1].write_text(document.model_dump_json(), encoding="utf-8")
    ours, baseline = _peak(FIND_CLAIMS, paths), _peak(LOAD_MODEL, [])
    return Figure(
        "peak memory of a claims process, against the bare model",
        f"{ours:.0f} MB",
        f"{baseline:.0f} MB",
        f"{ours / baseline:.2f} times",
    )


def _peak(script: str, paths: Sequence[Path]) -> float:
    """Most memory in MB that a process held at a time."""
    command = [sys.executable, "-c", script + PRINT_PEAK, *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return int(done.stdout) / 2**10


def _no_op_run() -> Figure:
    subprocess.run(["make", "--silent", "run"], cwd=ROOT, check=True, capture_output=True)
    ours = _fastest(lambda: subprocess.run(["make", "run"], cwd=ROOT, capture_output=True))
    python = [sys.executable, "-c", "import dvc.repo"]
    baseline = _fastest(lambda: subprocess.run(python, check=True))
    return Figure(
        "make run with nothing to do, against importing dvc",
        f"{ours:.1f} s",
        f"{baseline:.1f} s",
        f"{ours / baseline:.1f} times",
    )


def _one_more(path: Path, folder: Path) -> Figure:
    """A document added to many, against the same document alone: extract and claims."""
    many, alone = folder / "many", folder / "alone"
    for where, count in ((many, COPIES), (alone, 1)):
        (where / "raw").mkdir(parents=True)
        for number in range(count):
            shutil.copy(path, where / "raw" / f"copy-{number}.pdf")
    _run(many)
    shutil.copy(path, many / "raw" / "one-more.pdf")
    ours, baseline = _run(many), _run(alone)
    return Figure(
        f"one document added to {COPIES}, against it alone",
        f"{ours:.1f} s",
        f"{baseline:.1f} s",
        f"{ours / baseline:.2f} times",
    )


def _run(folder: Path) -> float:
    """Seconds that the two incremental stages take in a folder with ``raw/``."""
    began = time.perf_counter()
    for stage in ("extract", "claims"):
        command = [sys.executable, "-m", "pipeline", stage]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
