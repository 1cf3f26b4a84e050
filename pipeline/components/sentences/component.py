"""The ``sentences`` component."""

from typing import Any

import numpy as np
from spacy.tokens import Doc

from pipeline.components.base import set_extensions
from pipeline.components.sentences.split import SentenceSplitter

_STARTS, _GOES_ON = 1, -1  # spaCy's values of SENT_START


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
        # Arrays, for Token.is_sent_start looks through the whole document at each assignment.
        marks = np.full(len(doc), _GOES_ON, dtype=np.int64)
        at = 0
        for i, (start, length) in enumerate(doc.to_array(["IDX", "LENGTH"]).tolist()):
            while at < len(cut.sentences) and cut.sentences[at][0] < start + length:
                marks[i] = _STARTS
                at += 1
        if len(doc) > 1 and doc[0].is_space:
            marks[1] = _GOES_ON  # leading white space joins the first sentence
        marks[:1] = _STARTS
        values: Any = marks.astype(np.uint64).reshape(-1, 1)
        doc.from_array(["SENT_START"], values)
        if not doc._.headings:
            doc._.headings = cut.headings
        return doc
