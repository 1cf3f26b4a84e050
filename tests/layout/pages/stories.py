"""The text that the test pages are set from, and the blocks that a design is made of."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.layout import read_document

RAW = Path(__file__).parents[3] / "raw"


@dataclass(frozen=True)
class Block:
    """A block to typeset. ``notes`` are texts of footnotes that its last word calls."""

    kind: str
    text: str
    rows: list[list[str]] | None = None
    notes: tuple[str, ...] = ()


@dataclass
class Story:
    """Paragraphs handed out one after the other, so that no design repeats itself."""

    paragraphs: list[str] = field(default_factory=list)
    at: int = 0

    def take(self, count: int) -> list[Block]:
        """The next paragraphs."""
        taken = [self.paragraphs[(self.at + i) % len(self.paragraphs)] for i in range(count)]
        self.at += count
        return [Block("paragraph", text) for text in taken]

    def sentence(self) -> str:
        """One sentence of the next paragraph."""
        return self.take(1)[0].text.split(". ")[0].rstrip(".") + "."


def story(start: int) -> Story:
    """All paragraphs of the sample briefs, from the given one on."""
    texts = []
    for path in sorted(RAW.glob("*.pdf")):
        document = read_document(path)
        texts += [b.text for b in document.blocks if b.kind == "paragraph" and len(b.text) > 200]
    return Story(texts, start)


NOTES = (
    "Figures were compiled from public reports and have not been checked independently.",
    "See the annex to the report of the panel of experts, paragraph 42.",
    "Interview with a local official, April 2021.",
    "The text of the agreement was published three weeks later.",
)
TABLE = [
    ["Date", "Place", "Event"],
    ["4 June 2021", "Solhan", "Attack on the village"],
    ["14 November 2021", "Inata", "Gendarmerie post destroyed"],
    ["24 January 2022", "Ouagadougou", "President detained"],
    ["26 September 2022", "Gaskindé", "Convoy ambushed"],
]
HEADINGS = (
    "The road to the capital",
    "Two fronts, one army",
    "Talks without an agenda",
    "What the neighbours want",
    "After the ceasefire",
    "Conclusion",
)
__all__ = ["HEADINGS", "NOTES", "TABLE", "Block", "Story", "story"]
