"""References and other lists in small type after the last of the text."""

from pipeline.layout.chunks import Chunk
from pipeline.layout.lines import Line
from pipeline.layout.rules.footnotes import SMALL
from pipeline.layout.stats import Usual

HANGING = 0.5  # type sizes by which further lines of an entry stand to the right, at least


def mark_end_matter(chunks: list[Chunk], usual: Usual) -> list[Chunk]:
    """Decide ``footnote`` for text in small type that no text in the body type follows.

    It has a heading of its own over it. Entries whose further lines are indented come apart.

    Args:
        chunks: all chunks in reading order.
        usual: the document's usual type.

    Returns:
        The chunks, those of several entries replaced by one an entry.
    """
    start = _start(chunks, usual)
    if start is None:
        return chunks
    done = chunks[:start]
    for chunk in chunks[start:]:
        if chunk.kind is not None:
            done.append(chunk)
            continue
        for lines in _entries(chunk.lines):
            entry = Chunk(lines)
            entry.decide("footnote", "end-matter")
            done.append(entry)
    if done[start - 1].kind == "heading":
        done[start - 1].decide("footnote", "heading-of-notes")
    return done


def _start(chunks: list[Chunk], usual: Usual) -> int | None:
    """Where the small type after the last text begins, right after a heading; None for nowhere."""
    start = None
    for at in range(len(chunks) - 1, -1, -1):
        chunk = chunks[at]
        if chunk.kind is None:
            if chunk.lines[0].size > SMALL * usual.size:
                return None
            start = at
        elif chunk.kind == "heading":
            return start
    return None


def _entries(lines: list[Line]) -> list[list[Line]]:
    """Lines of entries with hanging indents; all of them where there are none."""
    left = min(line.x0 for line in lines)
    starts = [line.x0 - left < HANGING * line.size for line in lines]
    if all(starts) or not starts[0]:
        return [lines]
    entries: list[list[Line]] = []
    for line, opens in zip(lines, starts, strict=True):
        if opens:
            entries.append([])
        entries[-1].append(line)
    return entries
