"""Registers the ``sentences`` component."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory(
    "sentences",
    default_config={"heading_words": 16},
    assigns=["token.is_sent_start", "doc._.headings"],
)
def create_sentences(nlp: Language, name: str, heading_words: int) -> Callable[[Doc], Doc]:
    """Make the ``sentences`` component; a heading has at most ``heading_words`` words."""
    from pipeline.components.sentences.component import Sentences
    from pipeline.components.sentences.split import SentenceSplitter, Words

    return Sentences(splitter=SentenceSplitter(words=Words.read(), heading_words=heading_words))
