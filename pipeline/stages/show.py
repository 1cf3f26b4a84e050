"""Pictures of a document's pages with the blocks found on them."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.config import ExtractSettings
from pipeline.errors import SettingsError
from pipeline.layout import read_document
from pipeline.layout.picture import draw_page
from pipeline.stages.files import write_bytes


def show_layout(
    path: Path, output: Path, settings: ExtractSettings, *, pages: Iterable[int] | None = None
) -> list[Path]:
    """Write ``<doc_id>-<page>.png`` for each page, or for those asked for.

    Raises:
        RejectedDocument: the file cannot be read.
        SettingsError: the document lacks a page that was asked for.
    """
    document = read_document(path, settings)
    existing = range(1, document.source.pages + 1)
    written = []
    for page in existing if pages is None else pages:
        if page not in existing:
            raise SettingsError(f"has no page {page}: there are {len(existing)}", path=path)
        written.append(output / f"{document.doc_id}-{page}.png")
        write_bytes(written[-1], draw_page(path, page, settings))
    return written
