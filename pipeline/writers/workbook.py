"""``claims.xlsx``: one sheet, typed days and numbers, a link from each claim to its evidence."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schema import Claim
from pipeline.writers.files import replacing
from pipeline.writers.rows import COLUMNS, Row, to_rows
from pipeline.writers.table import cell_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.url import Url
    from xlsxwriter.worksheet import Worksheet

# Excel keeps at most 65,530 links in one sheet, and no day before 1900.
MAX_LINKS = 65_000
FIRST_DAY = datetime.date(1900, 3, 1)
# Characters that XML 1.0 cannot hold, so that no workbook can.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDTHS = {"evidence": 90, "action": 30, "claim_id": 26, "actor": 24, "recipient": 24, "place": 22}
# Fixed, since a workbook records when it was made and the same claims must give the same bytes.
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def write_workbook(claims: Iterable[Claim], path: str | Path) -> None:
    """Write claims as an Excel workbook; text is never read as a formula or a link.

    Links point to ``report/index.html`` beside the workbook. Characters that a workbook cannot
    hold become U+FFFD, and every line end a line feed.
    """
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": False,
    }
    with replacing(path) as unfinished, xlsxwriter.Workbook(unfinished, options) as book:
        book.set_properties({"title": "Claims", "created": _CREATED.replace(tzinfo=None)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        head = book.add_format({"bold": True, "bottom": 1})
        link = book.get_default_url_format()
        sheet = book.add_worksheet("claims")
        for at, name in enumerate(COLUMNS):
            sheet.write_string(0, at, name, head)
            sheet.set_column(at, at, _WIDTHS.get(name, 14))
        rows = to_rows(claims)
        for number, row in enumerate(rows, start=1):
            _write_row(sheet, number, row, day, link)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)


def _write_row(sheet: "Worksheet", number: int, row: Row, day: "Format", link: "Format") -> None:
    for at, name in enumerate(COLUMNS):
        value: Any = getattr(row, name)
        if name == "claim_id" and number <= MAX_LINKS:
            sheet.write_url(number, at, _link_to(value), link)
        elif isinstance(value, int | float):
            sheet.write_number(number, at, value)
        elif isinstance(value, datetime.date) and value >= FIRST_DAY:
            sheet.write_datetime(number, at, value, day)
        elif text := cell_text(value):
            sheet.write_string(number, at, clean(text))


def _link_to(claim_id: str) -> "Url":
    from xlsxwriter.url import Url

    link = Url(f"external:report/index.html#claim={claim_id}")
    link.text = clean(claim_id)
    # It writes the backslashes of Windows; a target is a URI (ECMA-376, part 2), read everywhere.
    link._relationship_link = link._relationship_link.replace("\\", "/")
    return link


def clean(text: str) -> str:
    """Replace the characters that a workbook cannot hold; all line ends become LF."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
