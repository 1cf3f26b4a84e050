"""Pages of the documentation, and the blocks of code in them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "gold/*.md", "raw/*.md", "pipeline/**/*.md")
    for path in ROOT.glob(pattern)
)
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
FENCED = re.compile(r"^( *)```(\w+)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def blocks(text: str, *languages: str) -> list[str]:
    """Fenced blocks in one of the languages, without their indent."""
    found = []
    for indent, language, body in FENCED.findall(text):
        if language in languages:
            found.append("".join(line.removeprefix(indent) for line in body.splitlines(True)))
    return found


def commands(text: str) -> list[str]:
    """Lines of shell blocks and of blocks that are only indented, comments taken off."""
    without = FENCED.sub("", text)
    indented = [line[4:] for line in without.splitlines() if line.startswith("    ")]
    inline = re.findall(r"`((?:claims|make|python -m) [^`\n]+)`", without)
    fenced = [line for body in blocks(text, "sh", "bash") for line in body.splitlines()]
    return [re.sub(r"\s+#.*", "", line).strip() for line in (*fenced, *indented, *inline)]
