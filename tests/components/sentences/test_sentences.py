"""Cutting text into sentences: a bar in a row marks where a sentence ends and the next begins."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.components.sentences.split import SentenceSplitter, Words
from pipeline.errors import KnowledgeError

SHARED = Path(__file__).parents[3].parent / "shared"

ENDS = [
    "The army withdrew.| The rebels entered the town.",
    "The Security Council,|\nCondemning the raid,|\nDemands that they leave;|\nCalls on all.",
    "The Council,|\nStrongly condemning the coup,|\n1. Urges them to talk;",
    "It fell in 2016.| The front moved east.",
    "They asked for Plan B.| The council refused.",
    "He left the U.S.| The embassy was closed.",
    "She works for the U.N.| However, the mission ended.",
    "The truce lasted a week.| U.N. experts left.| U.S. forces stayed.",
    "He joined Wagner Inc.| The firm denied it.",
    "It began in Jan.| The army waited.",
    "They arrived at 5 p.m.| Soldiers opened fire.",
    "“We will not leave.”| The general hung up.",
    "The rebels (backed by Chad) fled.| They regrouped in Tina.",
    "(The army denied this.)| It blamed the rebels.",
    "Who fired first?| Nobody knows.",
    "“Who fired first?”| Nobody knows.",
    "Stop the war!| The crowd marched on.",
    "He paused ...| The line went dead.",
    "He paused…| The line went dead.",
    "The raid killed 12.| 15 soldiers were wounded.",
    "He met Abiy.| al-Shabab fired mortars.",
    "The bridge was lost.| Al-Qaeda claimed it.",
    "The bridge was lost.|\n\nTroops fled.",
    "The town fell.|The rebels rejoiced.",
    "The parties agreed on:|\n- a truce;|\n- the release of prisoners;|\n- talks.",
    "Three points were agreed:|\n1. The army withdraws.|\n2. The rebels disarm.",
    "He said no.| They left.",
    "The camp was shelled.[12]| The UN protested.",
    "The talks failed.”| “We tried,” he said.",
    "They fled to N’Djamena.| Émile Toussaint stayed.",
    "Peace came.| ‘It will hold,’ he said.",
]

STAYS = [
    "They hit Bor,\nMalakal and Juba.",
    "Donors made two\ndemands of it.",
    "Lt. Gen. Abdel Fattah al-Burhan met Brig. Gen. Kone.",
    "Lt. Col. A. B. Smith of the U.S. Army said no troops were hurt.",
    "Mr. J. A. Smith and Dr. I. A. Rahman met at St. Petersburg, near Mt. Hermon.",
    "The U.S. Embassy and the U.N. Security Council objected.",
    "Washington, D.C. Mayor Jane Doe declined.",
    "The vote on No. 5 (see p. 12, Art. 3 and pp. 4-6) failed.",
    "Some states, e.g. Mali, i.e. Bamako, left; cf. Niger.",
    "On Jan. 5 and 3 Sept. 2016 the truce broke.",
    "It rose by 2.5 per cent to $1.75 billion.",
    "BAMAKO, Mali (Reuters) - Gunmen killed 12 people, officials said.",
    "GAZA CITY, Jan. 5 (AP) — Shells hit the camp at 5 p.m. Monday.",
    "The army fell back; the rebels advanced; the town burned.",
    "Three things mattered: fuel, ammunition and time.",
    "“Why now?” Burhan asked the envoy.",
    "He spoke of “a war ... without end” to reporters.",
    "See www.example.org. for the list.",
    "Yahoo! carried the story.",
    "1. The army withdraws from the town.",
    "(b) The rebels disarm.",
    "The Wagner Group Inc. chief and Smith et al. disagreed.",
    "The Wagner Ltd. Director and Capt. Moïse Jr. Boulos objected.",
    "The file report.pdf was released at 14.30 hours.",
]

HEADINGS = [
    "From partnership to rupture\n\nThe two men had acted in concert.",
    "January to June 2016: the first truce\n\nIn January the army attacked.",
]

NO_HEADINGS = [
    "The junta turned on Paris:\n\nOn 3 August, it revoked five agreements.",
    "The war went on.",
    "- a truce in the capital\n\n- the release of prisoners",
    "two lines of small\n\nletters. And more.",
    "A paragraph " + "of many words " * 10 + "that lost its stop\n\nThe end.",
    "Rebels kill six soldiers near Kidal",
    "Army retakes Bor\n\nUN condemns strikes on Aden\n\nTroops fire on marchers in Lomé.",
    "Army retakes Bor\n\nPolice held " + "nine more of the " * 5 + "marchers\n\nA truce held.",
]


@pytest.fixture(scope="module")
def splitter() -> SentenceSplitter:
    return SentenceSplitter(words=Words.read())


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentences")
    return nlp


@pytest.fixture(scope="module")
def cut(splitter: SentenceSplitter) -> Callable[[str], list[str]]:
    return lambda text: [text[start:end] for start, end in splitter.cut(text).sentences]


@pytest.mark.parametrize("row", ENDS)
def test_sentence_ends(row: str, cut: Callable[[str], list[str]]) -> None:
    assert cut(row.replace("|", "")) == [part.strip() for part in row.split("|")]


@pytest.mark.parametrize("text", STAYS)
def test_sentence_goes_on(text: str, cut: Callable[[str], list[str]]) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize("text", HEADINGS)
def test_headings(text: str, splitter: SentenceSplitter) -> None:
    heading, body = text.split("\n\n")
    cut = splitter.cut(text)
    assert cut.headings == ((0, len(heading)),)
    assert [text[slice(*span)] for span in cut.sentences] == [heading, body]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_no_headings(text: str, splitter: SentenceSplitter) -> None:
    assert splitter.cut(text).headings == ()


def test_component_marks_every_token(nlp: Language) -> None:
    doc = nlp("\n\nThe U.S. left.  \n\nHe stayed.")
    assert all(token.is_sent_start in (True, False) for token in doc)
    assert [sent.text.strip() for sent in doc.sents] == ["The U.S. left.", "He stayed."]
    assert [token.i for token in doc if token.is_sent_start and token.is_space] == [0]


def test_component_keeps_known_headings(nlp: Language) -> None:
    doc = nlp.make_doc("Mali\n\nThe army left.")
    doc._.headings = ((3, 4),)
    assert nlp.get_pipe("sentences")(doc)._.headings == ((3, 4),)


def test_unknown_list_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_text("opners: [The]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"lexicon\.yaml: wrong lists \(wanted: before_name"):
        Words.read(path)


@given(text=st.text(alphabet='aTheU.S5 \n"”)!?-…', max_size=120))
@settings(max_examples=200, deadline=None)
def test_sentences_cover_all_but_white_space(text: str, splitter: SentenceSplitter) -> None:
    spans = splitter.cut(text).sentences
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert "".join("".join(text[slice(*span)].split()) for span in spans) == "".join(text.split())


REFERENCES = {
    "sahel": ("corpus/sahel-2020-2023/body.txt", "corpus/sahel-2020-2023/sentences.txt"),
    "sudan": ("corpus/sudan-2023/body.txt", "corpus/sudan-2023/sentences.txt"),
    "syria": ("corpus/syria-deconfliction/body.txt", "corpus/syria-deconfliction/sentences.txt"),
    "dossier": ("dossier/dossier.txt", "dossier/sentences.txt"),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_reference_documents(name: str, nlp: Language) -> None:
    text_path, reference_path = (SHARED / path for path in REFERENCES[name])
    if not text_path.is_file():
        pytest.skip(f"{text_path} is not there; the reference texts live beside the repository")
    doc = nlp(text_path.read_text(encoding="utf-8"))
    lines = reference_path.read_text(encoding="utf-8").splitlines()
    reference = {re.sub(r"^S\d+ \[p\d+\] ", "", line) for line in lines}
    headings = {start for start, _ in doc._.headings}
    found = {sent.text.strip() for sent in doc.sents if sent.start_char not in headings}
    assert 2 * len(found & reference) / (len(found) + len(reference)) >= 0.99
