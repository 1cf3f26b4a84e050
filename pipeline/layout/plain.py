"""Plain text files: paragraphs and headings, without pages or boxes."""

import itertools
import re
from pathlib import Path

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument
from pipeline.layout.assemble import SEPARATOR
from pipeline.layout.file_checks import check_size, empty, unreadable
from pipeline.layout.hyphens import HYPHENS, SOFT_HYPHEN, Vocabulary
from pipeline.schema import Block, BlockKind

BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
ITEM = re.compile(r"(?P<label>[•‣▪●◦*–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
HASHES = re.compile(r"(#{1,6})[ \t]+")
SENTENCE_END = re.compile(r"[.!?:;,…][”’\"')\]]*$")
LONGEST_HEADING = 100  # characters
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe]")
WRAPPED = 100  # characters: longer lines are paragraphs of their own


def read_plain(path: Path, settings: ExtractSettings) -> list[Block]:
    """Read a text file: blank lines part paragraphs, or line ends where there are none.

    A short paragraph without a full stop before another is a heading; ``- `` and ``1. `` open
    list items.

    Raises:
        RejectedDocument: code ``unreadable``, ``empty``, ``not-text`` or ``too-large``.
    """
    text = _read(path, settings)
    pieces = _pieces(text)
    vocabulary = Vocabulary(line for piece in pieces for line in piece.splitlines())
    blocks: list[Block] = []
    offset = 0
    for at, piece in enumerate(pieces):
        kind, label, level, words = _judge(piece, last=at == len(pieces) - 1)
        joined = _join(words.splitlines(), vocabulary)
        blocks.append(
            Block(
                kind=kind,
                text=joined,
                start=offset,
                end=offset + len(joined),
                rule="plain-text",
                label=label,
                level=level,
            )
        )
        offset += len(joined) + len(SEPARATOR)
    return blocks


def _read(path: Path, settings: ExtractSettings) -> str:
    check_size(path, settings)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if not data.strip():
        raise empty(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RejectedDocument(
            f"is not UTF-8 text (byte {error.start})",
            code="not-text",
            path=path,
            remedy="save it as UTF-8",
        ) from error
    if b"\x00" in data:
        raise RejectedDocument(
            "holds binary data", code="not-text", path=path, remedy="save it as UTF-8 text"
        )
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n"))


def _pieces(text: str) -> list[str]:
    """Paragraphs as printed: parted by blank lines, else by line ends; list items apart."""
    pieces = [piece.strip("\n") for piece in BLANK.split(text.strip()) if piece.strip()]
    parted = []
    for piece in pieces:
        lines = piece.splitlines()
        whole = len(lines) > 1 and sum(map(len, lines)) / len(lines) > WRAPPED
        items = [i for i, line in enumerate(lines) if ITEM.match(line.strip())]
        if whole:
            parted += [line for line in lines if line.strip()]
        elif items:
            cuts = sorted({0, *items, len(lines)})
            parted += ["\n".join(lines[a:b]) for a, b in itertools.pairwise(cuts)]
        else:
            parted.append(piece)
    return parted


def _judge(piece: str, *, last: bool) -> tuple[BlockKind, str | None, int | None, str]:
    """Kind, list label, heading level and remaining text of a piece."""
    item, hashes = ITEM.match(piece.strip()), HASHES.match(piece)
    if hashes:
        return "heading", None, len(hashes[1]), piece[hashes.end() :]
    if item:
        return "list_item", item["label"], None, piece.strip()[item.end() :]
    flat = " ".join(piece.split())
    short = len(flat) <= LONGEST_HEADING and "\n" not in piece.strip()
    if short and not last and not SENTENCE_END.search(flat) and flat[:1].isalnum():
        return "heading", None, 1, piece
    return "paragraph", None, None, piece


def _join(lines: list[str], vocabulary: Vocabulary) -> str:
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        if text.endswith(HYPHENS) and not text.endswith((" -", " " + HYPHENS[1])) and line:
            text = (text if vocabulary.keeps_hyphen(text, line) else text[:-1]) + line
        else:
            text = f"{text} {line}" if text else line
    return text.replace(SOFT_HYPHEN, "").strip()
