"""Pictures of pages, so that a claim can be checked against the print."""

import hashlib
import shutil
from collections.abc import Iterable
from importlib.metadata import version
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.schema import Model, PageTurn
from pipeline.writers.files import replacing

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


class PageImage(Model):
    """A picture of a page: its file in the report, and the page's size in points."""

    file: str
    width: float
    height: float


class PictureShelf:
    """Draws pages, and keeps the pictures in a folder so that a later report need not draw them.

    A picture's name is the digest of all that decides it: the bytes of the PDF, the page, width
    and quality, and the libraries that draw and compress. The boxes of claims are no part of it;
    the page lays them over the picture. Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None, *, width: int, quality: int) -> None:
        """Keep pictures in ``folder``; ``width`` is in pixels, ``quality`` WebP's, 1 to 100."""
        self.folder = folder
        self.width = width
        self.quality = quality
        self.drawn = 0
        self._wanted: set[str] = set()
        made_by = (version("pypdfium2"), version("pillow"))
        self._settings = f"{width}/{quality}/{'/'.join(made_by)}"

    def put(self, book: "PdfDocument", digest: str, number: int, path: Path, turn: int = 0) -> None:
        """Put the picture of page ``number`` of a PDF with this sha256 at ``path``.

        ``turn`` is the clockwise turn in degrees that sets the page's text upright.
        """
        if self.folder is None:
            self._draw(book, number, path, turn)
            return
        key = hashlib.sha256(f"{digest}/{number}/{turn}/{self._settings}".encode()).hexdigest()
        kept = self.folder / f"{key}.webp"
        if not kept.is_file():
            with replacing(kept) as unfinished:
                self._draw(book, number, unfinished, turn)
        self._wanted.add(kept.name)
        shutil.copyfile(kept, path)

    def prune(self) -> None:
        """Remove the kept pictures that nothing asked for since this shelf was made."""
        if self.folder is not None and self.folder.is_dir():
            for path in sorted(self.folder.iterdir()):
                if path.name not in self._wanted:
                    path.unlink()

    def _draw(self, book: "PdfDocument", number: int, path: Path, turn: int) -> None:
        page = book[number - 1]
        across = page.get_height() if turn % 180 else page.get_width()
        picture = page.render(scale=self.width / across).to_pil().convert("RGB")
        picture = picture.rotate(-turn, expand=True) if turn else picture
        page.close()
        picture.save(path, "WEBP", quality=self.quality, method=4)
        self.drawn += 1


def render_pages(
    source: Path,
    pages: Iterable[int],
    folder: Path,
    prefix: str,
    shelf: PictureShelf,
    turns: Iterable[PageTurn] = (),
) -> dict[int, PageImage]:
    """Put pictures of pages of a PDF into ``folder``, as WebP files.

    Args:
        source: the PDF; any other or missing file gives no pictures.
        pages: numbers from 1; those that the file lacks are passed over.
        prefix: path of ``folder`` inside the report, ending in a slash.
        shelf: where pictures are drawn, or taken from.
        turns: of pages that were turned to be read; their pictures and sizes are turned, too.
    """
    wanted = sorted(set(pages))
    # isfile, since a path that came with a document may be one that no file can have.
    if not wanted or source.suffix.lower() != ".pdf" or not isfile(source):
        return {}
    import pypdfium2

    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    degrees = {turn.page: turn.degrees for turn in turns}
    images: dict[int, PageImage] = {}
    with pypdfium2.PdfDocument(source) as book:
        for number in wanted:
            if number > len(book):
                break
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{number}.webp"
            turn = degrees.get(number, 0)
            shelf.put(book, digest, number, folder / name, turn)
            width, height = book.get_page_size(number - 1)
            if turn % 180:
                width, height = height, width
            images[number] = PageImage(
                file=prefix + name, width=round(width, 2), height=round(height, 2)
            )
    return images
