"""Date expressions and their values."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.schema import DateRef


def find_dates(text: str, published: str | None = None) -> "list[DateRef]":
    """Find the dates of a text; see :func:`pipeline.components.dates.find.find_dates`."""
    from pipeline.components.dates.find import find_dates as find

    return find(text, published=published)
