"""Plain lists of a Doc's token attributes, for rules that look at every token.

Reading an attribute of a spaCy token costs more than indexing a list; the components that scan all
tokens read each attribute once.
"""

from dataclasses import dataclass

from spacy.tokens import Doc

ARTICLE_TOKENS = frozenset("al el as ash ad ar at az an ed es ez et er en ul".split())
_CONNECTORS = ARTICLE_TOKENS | frozenset(
    "of the and de la las le les los du des da do dos das del di bin ibn ben bint wal wa fi"
    " e i y sur ag ould von van d' l' 's ’s".split()
)
HYPHENATED = """cease-fire cease-fires pull-out pull-outs pull-back pull-backs re-capture
    re-captured co-operate co-operated co-operating co-operation""".split()
"""Words in two parts that are one token; the model is shown them without the hyphen."""
_ATTRIBUTES: list[int | str] = [
    "ORTH", "IDX", "SPACY", "TAG", "DEP", "HEAD", "ENT_TYPE", "SENT_START", "LEMMA",
]  # fmt: skip
_JOINTS = frozenset("- – ’ ' ‘ ʿ .".split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """Attributes of the tokens of ``text``, index by index; ``sentence`` counts from 0."""

    text: str
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[str]
    sentence: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def surface(self, start: int, end: int) -> str:
        """The text of tokens ``start`` to ``end`` (exclusive); of what there is of them."""
        end = min(end, len(self.words))
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""

    def root(self, start: int, end: int) -> int:
        """The token of the span whose head lies outside it; the last such one."""
        for at in range(end - 1, start - 1, -1):
            head = self.heads[at]
            if not start <= head < end or head == at:
                return at
        return end - 1

    def starts_name(self, at: int) -> bool:
        """Whether a name can start here: a capital, or an Arabic article before one."""
        first = self.words[at][0]
        if first.isupper():
            return True
        if first in "‘’'ʿ":
            return len(self.words[at]) > 1 and self.words[at][1].isupper()
        return (
            self.lower[at] in ARTICLE_TOKENS
            and at + 2 < len(self.words)
            and self.words[at + 1] in ("-", "‑")
            and self.ends[at] == self.starts[at + 1]
            and self.words[at + 2].strip("‘’'ʿ")[:1].isupper()
        )

    def name_ends(self, at: int, longest: int) -> list[int]:
        """Where a name that starts at ``at`` may end (exclusive), longest first.

        A name goes on over capitalised tokens, and over hyphens, articles and small words between
        two of them; it ends with a capitalised token or with a number written to it.
        """
        ends = []
        last = min(len(self.words), at + longest)
        sentence = self.sentence[at]
        for here in range(at, last):
            word = self.words[here]
            if self.sentence[here] != sentence:
                break
            if (
                word[0].isupper()
                or (word[0] in "‘’'ʿ" and word[1:2].isupper())
                or (here > at and (word[0].isdigit() or word[0].islower()) and self._glued(here))
            ):
                ends.append(here + 1)
            elif word not in _JOINTS and self.lower[here] not in _CONNECTORS:
                break
        ends.reverse()
        return ends

    def _glued(self, at: int) -> bool:
        """Whether a hyphen or apostrophe ties the token to the one before, without a space."""
        return self.words[at - 1] in _JOINTS and self.ends[at - 1] == self.starts[at]


def read_tokens(doc: Doc) -> Tokens:
    """The lists of a parsed document, read from its arrays, without a Token object each."""
    strings = doc.vocab.strings
    columns = dict(zip(_ATTRIBUTES, doc.to_array(_ATTRIBUTES).astype("int64").T, strict=True))
    named = {}
    for attribute in ("ORTH", "LEMMA", "TAG", "DEP", "ENT_TYPE"):
        hashes = columns[attribute].astype("uint64").tolist()
        names = {number: strings[number] for number in set(hashes)}
        named[attribute] = [names[number] for number in hashes]
    words, starts = named["ORTH"], columns["IDX"].tolist()
    spaces = columns["SPACY"].tolist()
    sentence, count = [], -1
    for flag in columns["SENT_START"].tolist():
        count += flag == 1 or count < 0
        sentence.append(count)
    return Tokens(
        text="".join(word + " " * space for word, space in zip(words, spaces, strict=True)),
        words=words,
        lower=[word.lower() for word in words],
        lemmas=named["LEMMA"],
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        tags=named["TAG"],
        deps=named["DEP"],
        heads=[at + offset for at, offset in enumerate(columns["HEAD"].tolist())],
        entities=named["ENT_TYPE"],
        sentence=sentence,
    )
