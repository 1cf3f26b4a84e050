"""The ``sentences`` component."""

from spacy.tokens import Doc

from pipeline.components.base import set_extensions
from pipeline.components.sentences.split import SentenceSplitter


class Sentences:
    """Sets ``is_sent_start`` on every token and, where it is empty, ``doc._.headings``.

    Runs before the parser, which keeps the boundaries that it finds. White space belongs to the
    sentence before it. Example: "Lt. Gen. Burhan left. He flew to the U.S. The war went on." has
    three sentences.
    """

    def __init__(self, *, splitter: SentenceSplitter) -> None:
        set_extensions()
        self.splitter = splitter

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of ``doc``."""
        cut = self.splitter.cut(doc.text)
        starts = [start for start, _ in cut.sentences]
        at = 0
        for token in doc:
            begins = False
            while at < len(starts) and starts[at] < token.idx + len(token):
                begins = True
                at += 1
            token.is_sent_start = token.i == 0 or (begins and not _is_leading(doc, token.i))
        if not doc._.headings:
            doc._.headings = cut.headings
        return doc


def _is_leading(doc: Doc, i: int) -> bool:
    """Tell whether only white space stands before token ``i``: it joins the first sentence."""
    return i == 1 and doc[0].is_space
