"""Pictures of pages, so that a claim can be checked against the print."""

from collections.abc import Iterable
from os.path import isfile
from pathlib import Path

from pipeline.schema import Model


class PageImage(Model):
    """A picture of a page: its file in the report, and the page's size in points."""

    file: str
    width: float
    height: float


def render_pages(
    source: Path, pages: Iterable[int], folder: Path, prefix: str, *, width: int, quality: int
) -> dict[int, PageImage]:
    """Draw pages of a PDF as WebP files into ``folder``.

    Args:
        source: the PDF; any other or missing file gives no pictures.
        pages: numbers from 1; those that the file lacks are passed over.
        prefix: path of ``folder`` inside the report, ending in a slash.
        width: of a picture, in pixels.
        quality: of WebP, 1 to 100.
    """
    wanted = sorted(set(pages))
    # isfile, since a path that came with a document may be one that no file can have.
    if not wanted or source.suffix.lower() != ".pdf" or not isfile(source):
        return {}
    import pypdfium2

    images: dict[int, PageImage] = {}
    with pypdfium2.PdfDocument(source) as book:
        for number in wanted:
            if number > len(book):
                break
            page = book[number - 1]
            points = page.get_width()
            picture = page.render(scale=width / points).to_pil().convert("RGB")
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{number}.webp"
            picture.save(folder / name, "WEBP", quality=quality, method=4)
            images[number] = PageImage(
                file=prefix + name, width=round(points, 2), height=round(page.get_height(), 2)
            )
            page.close()
    return images
