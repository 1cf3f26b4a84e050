"""Text out of PDF files, against other tools: speed, memory and what can be used of it.

Every tool reads the same documents, each time in a process of its own, in turn, so that a change
of the machine's load meets all of them. Speed is pages a second of processor time, reading alone.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pypdfium2
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ROUNDS = 3
SHORT, LONG, PARALLEL = 100, 2000, 400  # pages of documents made of the shipped ones
TOOLS = {
    "claims (reader: pdfplumber)": (
        "from pipeline.layout import read_document",
        "read_document(path).text",
    ),
    "claims (reader: pypdfium2)": (
        "from pipeline.layout import read_document",
        "read_document(path, {'reader': 'pypdfium2'}).text",
    ),
    "pdfplumber extract_text": (
        "import pdfplumber",
        "'\\n'.join(page.extract_text() for page in pdfplumber.open(path).pages)",
    ),
    "pdfminer extract_text": (
        "from pdfminer.high_level import extract_text",
        "extract_text(path)",
    ),
    "pypdfium2 text": (
        "import pypdfium2",
        "'\\n'.join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(path))",
    ),
    "pdftotext": (
        "import subprocess",
        "subprocess.run(['pdftotext', path, '-'], capture_output=True, check=True).stdout.decode()",
    ),
}
"""What each tool imports, and the text that it makes of ``path``."""
SCRIPT = """
import os, sys
from pathlib import Path
{imports}
def spent():
    return sum(os.times()[:4])
began = spent()
texts = [{read} for path in sys.argv[2:]]
seconds = spent() - began
Path(sys.argv[1]).write_text("\\0".join(texts), encoding="utf-8")
print(seconds)
"""
NUMBERED = re.compile(r"^S?\d+ \[p\d+\] ")


@dataclass(slots=True)
class Tool:
    """What a tool took and gave: seconds of each round, the largest process in MB, texts."""

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document with the sentences that a reader finds in it; none where they are not here."""

    path: Path
    sentences: tuple[str, ...]


def references() -> Iterator[Reference]:
    """The shipped documents, and the article beside the project where it is present."""
    for path in sorted((ROOT / "raw").glob("*.pdf")):
        yield Reference(path, _sentences(SHARED / "corpus" / path.stem / "sentences.txt"))
    article = SHARED / "dossier" / "dossier.pdf"
    if article.is_file():
        yield Reference(article, _sentences(article.with_name("sentences.txt")))


def _sentences(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_flat(NUMBERED.sub("", line)) for line in lines if line.strip())


def _flat(text: str) -> str:
    return " ".join(text.split())


def compare(folder: Path) -> Table:
    """All tools on all documents."""
    documents = list(references())
    names = [name for name in TOOLS if name != "pdftotext" or shutil.which("pdftotext")]
    tools = {name: Tool() for name in names}
    for _ in range(ROUNDS):
        for name, tool in tools.items():
            _run(name, tool, [document.path for document in documents], folder / "texts")
    pages = sum(len(pypdfium2.PdfDocument(document.path)) for document in documents)
    wanted = sum(len(document.sentences) for document in documents)
    base = median(tools["pdfplumber extract_text"].seconds)
    caption = f"{len(documents)} documents, {pages} pages"
    if not wanted:
        caption += "; the reference sentences are not here (../shared/corpus, ../shared/dossier)"
    table = Table("", "pages/s", "time", "peak", "sentences verbatim", box=None, caption=caption)
    for name, tool in tools.items():
        took = median(tool.seconds)
        found = sum(
            sentence in text
            for document, text in zip(documents, map(_flat, tool.texts), strict=True)
            for sentence in document.sentences
        )
        share = f"{found} of {wanted} ({found / wanted:.1%})" if wanted else "-"
        table.add_row(
            name, f"{pages / took:.1f}", f"{took / base:.2f}", f"{tool.peak:.0f} MB", share
        )
    return table


def _run(name: str, tool: Tool, paths: Sequence[Path], target: Path) -> None:
    imports, read = TOOLS[name]
    script = SCRIPT.format(imports=imports, read=read)
    command = [sys.executable, "-c", script, str(target), *map(str, paths)]
    output, _, peak = _measured(command, ROOT)
    tool.seconds.append(float(output))
    tool.peak = max(tool.peak, peak)
    tool.texts = target.read_text(encoding="utf-8").split("\0")


MEASURE = """
import resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True)
print(done.stdout)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _measured(command: Sequence[str], folder: Path) -> tuple[str, float, float]:
    """Output, seconds, and MB of the largest of the processes that a command starts.

    A small process runs it, since what the parent holds when it forks would count.
    """
    wrapped = [sys.executable, "-c", MEASURE, *command]
    done = subprocess.run(wrapped, cwd=folder, check=True, capture_output=True, text=True)
    output, _, last = done.stdout.rstrip().rpartition("\n")
    seconds, peak = last.split()
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return output, float(seconds), int(peak) / unit


def long_documents(folder: Path) -> Table:
    """The stage ``extract`` on long documents: memory, and what a second process gains."""
    table = Table("", "short", "long", "ratio", box=None)
    for reader in ("pdfplumber", "pypdfium2"):
        peaks = [_extract(folder, pages, reader, workers=0)[1] for pages in (SHORT, LONG)]
        table.add_row(
            f"largest process, {SHORT} and {LONG} pages ({reader})",
            *(f"{peak:.0f} MB" for peak in peaks),
            f"{peaks[1] / peaks[0]:.2f}",
        )
        pairs = [
            tuple(_extract(folder, PARALLEL, reader, workers=count)[0] for count in (1, 2))
            for _ in range(ROUNDS)
        ]
        one, two = (median(pair[at] for pair in pairs) for at in (0, 1))
        table.add_row(
            f"seconds of {PARALLEL} pages, 1 and 2 processes ({reader})",
            f"{one:.1f} s",
            f"{two:.1f} s",
            f"{median(a / b for a, b in pairs):.2f}",
        )
    return table


def _extract(folder: Path, pages: int, reader: str, *, workers: int) -> tuple[float, float]:
    """Seconds and MB of the largest process of the stage on one document of so many pages."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        project = Path(name)
        (project / "raw").mkdir()
        made = folder / f"{pages}.pdf"
        if not made.is_file():
            make_long(made, pages)
        shutil.copy(made, project / "raw" / "long.pdf")
        (project / "params.yaml").write_text(
            f"extract:\n  reader: {reader}\n  workers: {workers}\n  timeout: 3600\n",
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "pipeline", "extract"]
        _, seconds, peak = _measured(command, project)
        return seconds, peak


def make_long(target: Path, pages: int) -> None:
    """A document of so many pages of the shipped ones, in turn; they share fonts."""
    sources = [pypdfium2.PdfDocument(path) for path in sorted((ROOT / "raw").glob("*.pdf"))]
    made = pypdfium2.PdfDocument.new()
    for at, source in enumerate(sources):
        count = pages * (at + 1) // len(sources) - len(made)
        made.import_pages(source, [page % len(source) for page in range(count)])
    made.save(target)
