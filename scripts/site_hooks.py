"""What mkdocs does besides: made tables, pages that live elsewhere in the project, their links.

``<!-- table NAME -->`` in a page becomes what the function NAME of ``manual.py`` returns. Some
pages are read where the project keeps them (``PAGES``). A link to a file that is no page of the
site keeps its words and loses its target, for a built site does not carry the project.
"""

import posixpath
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent))
import manual

PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "gold/cases/README.md": "gold/cases.md",
    "gold/GUIDELINES.md": "gold/guidelines.md",
    "gold/README.md": "gold/about.md",
    "pipeline/components/events/lexicon/README.md": "reference/lexicon.md",
    "pipeline/knowledge/SOURCES.md": "reference/knowledge.md",
    "raw/README.md": "reference/raw.md",
}
"""Path in the project to path in the site."""

TABLE = re.compile(r"<!-- (?:table|begin) (?P<name>\w+) -->")
ROWS = re.compile(r"<!-- begin (?P<name>\w+) -->.*?<!-- end (?P=name) -->", re.DOTALL)
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]+)\]\((?P<target>[^)\s#:]+)(?P<part>#[^)\s]*)?\)")
CODE = re.compile(r"(^ *```.*?^ *```)", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the pages that live outside ``docs/``."""
    for source, page in PAGES.items():
        text = (manual.ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, files: Files, **_: Any) -> str:
    """Make the tables of a page and mend its links."""
    sources = {place: source for source, place in PAGES.items()}
    path = page.file.src_uri
    source = sources.get(path, f"docs/{path}")
    filled = TABLE.sub(_table, ROWS.sub(_marker, markdown))
    parts = CODE.split(filled)
    parts[::2] = [LINK.sub(lambda m: _link(m, source, path, files), part) for part in parts[::2]]
    return "".join(parts)


def _table(match: re.Match[str]) -> str:
    try:
        return str(getattr(manual, match["name"])())
    except FileNotFoundError:
        return "*These figures are made by `make run`, which has not been run here.*"


def _marker(match: re.Match[str]) -> str:
    return f"<!-- table {match['name']} -->"


def _link(match: re.Match[str], source: str, path: str, files: Files) -> str:
    """A link of a page, written for its place in the project, as it must be in the site."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), match["target"]))
    page = PAGES.get(target, target.removeprefix("docs/"))
    if files.get_file_from_path(page) is None:
        if not (manual.ROOT / target).exists():
            return match[0]  # mkdocs says which link leads nowhere
        return match["words"]
    relative = posixpath.relpath(page, posixpath.dirname(path) or ".")
    return f"[{match['words']}]({relative}{match['part'] or ''})"
