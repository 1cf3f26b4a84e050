"""Objects, clauses and phrases that the parser hangs on the wrong word."""

import pytest
from spacy.language import Language

from tests.components.clauses.reading import Row, attachment

MENDED: list[Row] = [
    # sentence | word | head | label
    ("Amnesty International said in a new report that soldiers had executed dozens of villagers.",
     "executed", "said", "ccomp"),
    ("Rwanda accused Uganda on Friday of training rebels at camps in Mbarara.",
     "training", "of", "pcomp"),
    ("Rwanda accused Uganda on Friday of training rebels at camps in Mbarara.",
     "rebels", "training", "dobj"),
    ("Rwanda accused Uganda on Friday of training rebels at camps in Mbarara.",
     "of", "accused", "prep"),
    ("Police arrested four men on suspicion of financing militants.",
     "militants", "financing", "dobj"),
    ("Gunmen abducted 60 people, most of them women, near the village of Buda on Sunday.",
     "near", "abducted", "prep"),
    ("The minister said in January the army had retaken the town.", "in", "said", "prep"),
    (("Human Rights Watch called on the authorities to investigate reports that marines had "
     "executed suspects, a charge the defence ministry denies."), "called", "-", "ROOT"),
    (("Human Rights Watch called on the authorities to investigate reports that marines had "
     "executed suspects, a charge the defence ministry denies."), "denies", "charge", "relcl"),
    ("Criminal gangs have taken advantage of the chaos to smuggle rubies, officials say.",
     "chaos", "of", "pobj"),
    ("Criminal gangs have taken advantage of the chaos to smuggle rubies, officials say.",
     "smuggle", "taken", "advcl"),
    (("The governor was murdered in El Geneina, hours after he had accused the RSF and allied Arab "
     "militias, in a television interview, of killing civilians."), "militias", "RSF", "conj"),
    (("One truce after another was repudiated: al-Tell, al-Hamma and Qudsiyya lost theirs in the "
     "north."), "Hamma", "Tell", "conj"),
    ("Police foiled a plot to bomb the church.", "bomb", "plot", "acl"),
    ("The army said it had foiled a plot to bomb the church.", "bomb", "plot", "acl"),
    ("The rebels pushed eastwards from the river.", "eastwards", "pushed", "advmod"),
    ("The rebels pushed eastwards from the river.", "from", "pushed", "prep"),
    ("They bombed the airport, then held by rebels from Misrata.", "held", "airport", "acl"),
    ("They attacked the refinery, then defended by a handful of guards.",
     "defended", "refinery", "acl"),
    ("The agency delivered food to 3,000 families displaced by fighting in Marib.",
     "displaced", "families", "acl"),
    ("The agency delivered food to 3,000 families displaced by fighting in Marib.",
     "fighting", "by", "pobj"),
    ("Gunmen on motorbikes shot dead a district chief in Zamfara on Sunday.",
     "chief", "shot", "dobj"),
    ("Israel carried out what it termed a targeted raid in Jenin on Tuesday.",
     "raid", "carried", "dobj"),
    ("Russia began what it described as a special operation against Ukraine in February 2022.",
     "operation", "began", "dobj"),
    ("Kenya condemned what it called a cowardly attack on its troops in Garissa.",
     "attack", "called", "oprd"),
    ("The general persuaded his men to leave the camp of the Red Brigade (RB), an offshoot of M23.",
     "offshoot", "Brigade", "appos"),
    ("Hundreds of students demonstrated in Pristina on Thursday evening against the envoy.",
     "against", "demonstrated", "prep"),
    ("Thousands of peasants marched through the centre of Lima (Peru) against the government.",
     "against", "marched", "prep"),
]  # fmt: skip

NEAR_MISSES: list[Row] = [
    ("They met the president, the minister, and two generals who had fought in Kidal.",
     "in", "fought", "prep"),
    ("The commission published a report that soldiers had executed villagers.",
     "soldiers", "executed", "nsubj"),
    ("The UN accused the army of bombing hospitals and of recruiting children.",
     "hospitals", "bombing", "dobj"),
    ("The ministry warned of advancing troops.", "troops", "of", "pobj"),
    ("The price of drinking water rose.", "water", "of", "pobj"),
    ("He was accused of the killing of two guards.", "killing", "of", "pobj"),
    ("The minister said on Monday that the region would send troops.", "on", "said", "prep"),
    ("There is a need for troops to protect the camp.", "camp", "protect", "dobj"),
    ("The rebels used the cover of darkness to cross the river.", "darkness", "of", "pobj"),
    ("The junta took advantage of the rains to reinforce its positions.", "rains", "of", "pobj"),
    ("The army shelled Goma and Bukavu.", "Bukavu", "Goma", "conj"),
    ("An attempt to capture Wisil, Galmudug, and the nearby villages failed.",
     "attempt", "failed", "nsubj"),
    ("Sergei Lavrov, the foreign minister, and Assad met.", "minister", "Lavrov", "appos"),
    ("The army drew up a plan and left to bomb the church.", "bomb", "left", "xcomp"),
    ("The rebels pushed towards the river.", "river", "towards", "pobj"),
    ("The envoy travelled to the front joined by two aides.", "joined", "travelled", "advcl"),
    ("The army entered Bor after shelling the town.", "town", "shelling", "dobj"),
    ("They wept for the dead.", "dead", "for", "pobj"),
    ("The army launched an offensive against the rebels.", "against", "offensive", "prep"),
    ("Lagos voted for sanctions against the junta.", "against", "sanctions", "prep"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "head", "label"), MENDED)
def test_phrases_find_their_word(
    nlp: Language, text: str, word: str, head: str, label: str
) -> None:
    assert attachment(nlp, text, word) == (head, label)


@pytest.mark.parametrize(("text", "word", "head", "label"), NEAR_MISSES)
def test_right_phrases_stay(nlp: Language, text: str, word: str, head: str, label: str) -> None:
    assert attachment(nlp, text, word) == (head, label)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("In May and June 2017 bombers sent by Hamas and by IS struck parts of Homs.", True),
        ("The town was taken by the rebels and by evening the army had left.", False),
    ],
)
def test_two_who_did_it(nlp: Language, text: str, joined: bool) -> None:
    first, second = (token for token in nlp(text) if token.text == "by")
    assert ((second.head, second.dep_) == (first, "conj")) is joined
