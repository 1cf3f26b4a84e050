"""Regular English forms of a word, to tell whether a lexicon could have known a trigger."""

from collections.abc import Iterator

_VOWELS = frozenset("aeiou")


def forms(lemma: str) -> Iterator[str]:
    """Yield a lemma and its regular endings (-s, -ed, -ing, -er), with the spelling they take.

    Irregular forms are not made; a doubled consonant is, though not every verb doubles it.
    """
    yield lemma
    yield lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = lemma
    if lemma.endswith("e"):
        stem = lemma[:-1]
    elif lemma.endswith("y") and len(lemma) > 2 and lemma[-2] not in _VOWELS:
        stem = lemma[:-1] + "i"
        yield stem + "es"
        yield lemma + "ing"
    for ending in ("ed", "ing", "er", "ers"):
        yield stem + ending
    if len(lemma) > 2 and lemma[-1] not in _VOWELS | {"w", "x", "y"} and lemma[-2] in _VOWELS:
        for ending in ("ed", "ing", "er"):
            yield lemma + lemma[-1] + ending
