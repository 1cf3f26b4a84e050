"""Write the tables of README.md and gold/README.md anew: ``make readme``, after ``make run``.

A table stands between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``, where NAME is a function
of ``manual.py``.
"""

import re
import sys
from pathlib import Path

import manual

PAGES = ("README.md", "gold/README.md")
SECTION = re.compile(r"(<!-- begin (?P<name>\w+) -->\n).*?(<!-- end (?P=name) -->)", re.DOTALL)


def with_tables(text: str, root: Path = manual.ROOT) -> str:
    """Return a page with its tables made anew; those of rows need the results of a run."""
    return SECTION.sub(
        lambda match: f"{match[1]}{getattr(manual, match['name'])(root)}\n{match[3]}", text
    )


def main() -> int:
    """Rewrite the pages."""
    for name in PAGES:
        path = manual.ROOT / name
        text = path.read_text(encoding="utf-8")
        try:
            path.write_text(with_tables(text), encoding="utf-8")
        except FileNotFoundError as error:
            sys.stderr.write(f"{error.filename} is missing: make run first\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
