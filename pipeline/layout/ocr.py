"""Pages without a text layer, read by ocrmypdf and Tesseract: the extra ``ocr``.

The pages are copied into a file of their own, which also takes off encryption and signatures;
ocrmypdf, run as a process, puts a text layer over each. Nothing goes over the network. One thread
does all of it, so that the same page gives the same text.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument

INSTALL = (
    "install it with `pip install 'dossier-claims[ocr]'` and `apt-get install tesseract-ocr "
    "tesseract-ocr-eng ghostscript`, or run `ocrmypdf in.pdf out.pdf` elsewhere"
)


@contextmanager
def recognised(path: Path, pages: Sequence[int], settings: ExtractSettings) -> Iterator[Path]:
    """A PDF of the given pages alone, with a text layer; it is gone after the ``with`` block.

    Args:
        path: the file that the pages are of.
        pages: their numbers, from 1, ascending.
        settings: language and time limit, password.

    Raises:
        RejectedDocument: code ``no-ocr`` when a program or language is not installed,
            ``timeout`` after ``ocr_timeout``, ``ocr-failed`` when ocrmypdf gives up.
    """
    _check_tools(path, pages, settings.ocr_language)
    with TemporaryDirectory(prefix="claims-ocr-") as folder:
        bare, read = Path(folder) / "bare.pdf", Path(folder) / "read.pdf"
        _copy_pages(path, pages, bare, settings.password)
        _run(path, bare, read, settings)
        yield read


def ocr_versions() -> dict[str, str | None]:
    """What recognition depends on: the version of each program, None where it is missing."""
    try:
        package = version("ocrmypdf")
    except PackageNotFoundError:
        package = None
    lines = _tesseract("--version")
    return {"ocrmypdf": package, "tesseract": lines[0] if lines else None}


def _check_tools(path: Path, pages: Sequence[int], languages: str) -> None:
    for name, found in ocr_versions().items():
        if found is None:
            raise RejectedDocument(
                f"has no text layer on {naming(pages)}, and {name}, which would read it, is "
                "not installed",
                code="no-ocr",
                path=path,
                remedy=INSTALL,
            )
    known = _tesseract("--list-langs")
    for language in languages.split("+"):
        if language not in known:
            raise RejectedDocument(
                f"has no text layer on {naming(pages)}, and Tesseract does not know the language "
                f"{language!r} of extract.ocr_language",
                code="no-ocr",
                path=path,
                remedy=f"`apt-get install tesseract-ocr-{language.replace('_', '-')}`",
            )


def naming(pages: Sequence[int]) -> str:
    """Page numbers for a message, the first twenty of them.

    >>> naming([2]), naming([2, 5])
    ('page 2', 'pages 2, 5')
    """
    numbers = ", ".join(map(str, pages[:20])) + (" and more" if len(pages) > 20 else "")
    return f"page{'s' if len(pages) > 1 else ''} {numbers}"


def _tesseract(option: str) -> list[str]:
    """Lines that ``tesseract`` prints for an option; none where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return []
    return subprocess.run([program, option], capture_output=True, text=True).stdout.splitlines()


def _copy_pages(path: Path, pages: Sequence[int], target: Path, password: str) -> None:
    import pypdfium2

    with (
        pypdfium2.PdfDocument(path, password=password or None) as source,
        pypdfium2.PdfDocument.new() as copy,
    ):
        copy.import_pages(source, [number - 1 for number in pages])
        copy.save(target)


def _run(path: Path, bare: Path, read: Path, settings: ExtractSettings) -> None:
    command = [sys.executable, "-P", "-m", "ocrmypdf", "--force-ocr", "--quiet", "--jobs", "1"]
    command += ["--output-type", "pdf", "--optimize", "0", "--language", settings.ocr_language]
    command += ["--tesseract-timeout", f"{settings.ocr_timeout:g}", str(bare), str(read)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=settings.ocr_timeout,
        )
    except subprocess.TimeoutExpired:
        raise RejectedDocument(
            f"its text was not recognised within {settings.ocr_timeout:g} s",
            code="timeout",
            path=path,
            remedy="raise extract.ocr_timeout in params.yaml if the document is worth it",
        ) from None
    if done.returncode != 0 or not read.is_file():
        raise RejectedDocument(
            f"its text could not be recognised (exit code {done.returncode} of ocrmypdf)",
            code="ocr-failed",
            path=path,
            remedy="see what `ocrmypdf --force-ocr in.pdf out.pdf` says about it",
        )
