"""Polarity, modality and speaker, one construction a row."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.components.context.judge import judge
from pipeline.components.context.sources import witness

# sentence | trigger | its light verb or "" | polarity | modality | speaker
CASES = [
    # asserted
    ("Ethiopian troops captured Mekelle in November.", "captured", "", "positive", "asserted", ""),
    ("The army carried out an attack on Loikaw.", "attack", "carried", "positive", "asserted", ""),
    ("The rebels began to withdraw from Goma.", "withdraw", "", "positive", "asserted", ""),
    ("The navy managed to free the hostages.", "free", "", "positive", "asserted", ""),
    ("Troops crossed the river and attacked Bunia.", "attacked", "", "positive", "asserted", ""),
    ("By bombing the port, the coalition cut supplies.", "bombing", "", "positive", "asserted", ""),
    ("Villagers marched to demand his release.", "demand", "", "positive", "asserted", ""),
    ("Police repelled an attack on the camp.", "attack", "", "positive", "asserted", ""),
    # negative
    ("The militia did not attack the convoy.", "attack", "", "negative", "asserted", ""),
    ("The army never entered Sirte.", "entered", "", "negative", "asserted", ""),
    ("No agreement was signed in Geneva.", "signed", "", "negative", "asserted", ""),
    ("Insurgents failed to take Palma.", "take", "", "negative", "asserted", ""),
    ("India refrained from bombing the camps.", "bombing", "", "negative", "asserted", ""),
    ("The gang left without releasing the nuns.", "releasing", "", "negative", "asserted", ""),
    ("Police foiled an attack on the parade.", "attack", "", "negative", "asserted", ""),
    ("Marines prevented rebels from seizing Marawi.", "seizing", "", "negative", "asserted", ""),
    ("Libya barred ships from entering Derna.", "entering", "", "negative", "asserted", ""),
    ("Ankara was held back from entering Syria.", "entering", "", "negative", "asserted", ""),
    # hypothetical
    ("In such wars, militias often loot villages.", "loot", "", "positive", "hypothetical", ""),
    ("Ankara deployed tanks to deter attacks.", "attacks", "", "positive", "hypothetical", ""),
    ("The junta may attack Sittwe.", "attack", "", "positive", "hypothetical", ""),
    ("If Russia attacks Odesa, Kyiv will react.", "attacks", "", "positive", "hypothetical", ""),
    ("Residents feared a further assault on Taiz.", "assault", "", "positive", "hypothetical", ""),
    ("It raised the risk of a clash with Iran.", "clash", "", "positive", "hypothetical", ""),
    ("Should gangs seize the port, aid would stop.", "seize", "", "positive", "hypothetical", ""),
    (
        "Had Paris halted its aid in time, the junta would have fallen.",
        "halted", "", "positive", "hypothetical", "",
    ),
    # planned
    ("The council voted to send troops to Haiti.", "send", "", "positive", "planned", ""),
    ("They returned to demand his release.", "demand", "", "positive", "planned", ""),
    ("Bogota plans to release the guerrillas.", "release", "", "positive", "planned", ""),
    ("The FARC will release the soldiers.", "release", "", "positive", "planned", ""),
    ("Haftar tried to seize Tripoli.", "seize", "", "positive", "planned", ""),
    ("The general announced the withdrawal.", "withdrawal", "announced", "positive", "planned", ""),
    ("They marched north to attack the capital.", "attack", "", "positive", "planned", ""),
    ("Its intention to invade the island is known.", "invade", "", "positive", "planned", ""),
    ("The convoy is to leave on Monday.", "leave", "", "positive", "planned", ""),
    # alleged
    ("Kyiv said that Russia bombed a school.", "bombed", "", "positive", "alleged", "Kyiv"),
    ("Manila accused Beijing of ramming boats.", "ramming", "", "positive", "alleged", "Manila"),
    ("The TPLF claimed to have shot down a jet.", "shot", "", "positive", "alleged", "TPLF"),
    ("Troops reportedly killed ten villagers.", "killed", "", "positive", "alleged", ""),
    (
        "According to the UN, gunmen killed nine people.",
        "killed", "", "positive", "alleged", "UN",
    ),
    ("Gunmen killed nine people, the mayor said.", "killed", "", "positive", "alleged", "mayor"),
    (
        "Rebels killed nine people, the mayor told Reuters.",
        "killed", "", "positive", "alleged", "mayor",
    ),
    (
        "The UN urged Cairo to investigate reports that police had killed nine people.",
        "killed", "", "positive", "alleged", "",
    ),
    # a source that closes the sentence vouches for all of it
    (
        "Drones struck a port, which killed two sailors, the ministry said.",
        "killed", "", "positive", "alleged", "ministry",
    ),
    (
        "Rebels fired a missile at the ship and it fell into the sea, according to the navy.",
        "fired", "", "positive", "alleged", "navy",
    ),
    (
        "The judge dismissed claims that marines had executed prisoners.",
        "executed", "", "positive", "alleged", "",
    ),
    (
        "Troops are reported to have withdrawn from Kherson.",
        "withdrawn", "", "positive", "alleged", "",
    ),
    (
        "The UN said that soldiers who had shot two men left.",
        "shot", "", "positive", "asserted", "",
    ),
    # what somebody is punished for is the punisher's word
    (
        "A court jailed two officers for torturing protesters.",
        "torturing", "", "positive", "alleged", "court",
    ),
    ("Iran thanked Qatar for freeing the crew.", "freeing", "", "positive", "asserted", ""),
    # what is only talked of
    ("Rebels talked of taking Goma.", "taking", "", "positive", "hypothetical", ""),
    ("Rebels boasted of taking Goma.", "taking", "", "positive", "asserted", ""),
    # attempts that came to nothing
    (
        "An attempt by the militia to capture the airport failed.",
        "capture", "", "negative", "asserted", "",
    ),
    (
        "An attempt by the militia to capture the airport began.",
        "capture", "", "positive", "planned", "",
    ),
    ("The RSF announced the capture of Ber.", "capture", "announced", "positive", "alleged", "RSF"),
    # denied by the subject, by what it is joined to, by what governs it
    ("None of the rebels attacked the convoy.", "attacked", "", "negative", "asserted", ""),
    ("Not a single soldier withdrew from Gori.", "withdrew", "", "negative", "asserted", ""),
    ("Neither Russia nor China condemned it.", "condemned", "", "negative", "asserted", ""),
    ("The army did not shell or bomb Kobani.", "bomb", "", "negative", "asserted", ""),
    ("The army did not manage to retake Kidal.", "retake", "", "negative", "asserted", ""),
    ("The army was not able to retake Kidal.", "retake", "", "negative", "asserted", ""),
    ("The army was too weak to attack Kidal.", "attack", "", "negative", "asserted", ""),
    ("Russia has yet to withdraw its troops.", "withdraw", "", "negative", "asserted", ""),
    ("Rebels nearly captured Bangui in 2021.", "captured", "", "negative", "asserted", ""),
    ("Israel stopped short of invading Lebanon.", "invading", "", "negative", "asserted", ""),
    ("Ukraine came close to taking Tokmak.", "taking", "", "negative", "asserted", ""),
    ("Instead of attacking, they withdrew.", "attacking", "", "negative", "asserted", ""),
    ("They left rather than attack the army.", "attack", "", "negative", "asserted", ""),
    ("Police foiled a plot to bomb the church.", "bomb", "", "negative", "asserted", ""),
    ("They failed in a bid to arrest him.", "arrest", "", "negative", "asserted", ""),
    ("It had not used its jets to shield them.", "shield", "", "negative", "asserted", ""),
    (
        "The army said it had foiled a plot to bomb the church.",
        "bomb", "", "negative", "alleged", "army",
    ),
    # a cue of denial that denies nothing, or a denial denied
    ("The army not only bombed Loikaw.", "bombed", "", "positive", "asserted", ""),
    ("Not until March did they enter Aden.", "enter", "", "positive", "asserted", ""),
    ("They did not leave until 3 June.", "leave", "", "positive", "asserted", ""),
    ("They were to fight no one but the jihadists.", "fight", "", "positive", "planned", ""),
    ("They did not hesitate to attack the camp.", "attack", "", "positive", "asserted", ""),
    ("They failed to stop the rebels from taking Goma.", "taking", "", "positive", "asserted", ""),
    ("It tried to prevent the deal by bombing the port.", "bombing", "", "positive", "planned", ""),
    ("Nearly forty villagers were killed.", "killed", "", "positive", "asserted", ""),
    ("No fewer than ten villagers were killed.", "killed", "", "positive", "asserted", ""),
    # planned: shared, imminent, dated ahead; not what came to pass
    ("The rebels will attack Goma and seize Sake.", "seize", "", "positive", "planned", ""),
    ("Troops were on the verge of taking Aleppo.", "taking", "", "positive", "planned", ""),
    ("Merkel will visit Ankara before meeting Putin.", "meeting", "", "positive", "planned", ""),
    ("Japan is sending a ship to Oman next month.", "sending", "", "positive", "planned", ""),
    ("Abiy hoped to meet Isaias in Asmara.", "meet", "", "positive", "planned", ""),
    ("The rebels would later capture Asmara.", "capture", "", "positive", "asserted", ""),
    ("The army used drones to bomb Kobani.", "bomb", "", "positive", "asserted", ""),
    ("They signed it, only to abandon it in June.", "abandon", "", "positive", "asserted", ""),
    ("It agreed to pay Iran for bombing the port.", "bombing", "", "positive", "asserted", ""),
    # hypothetical: enabled, unproved, on a condition
    ("A bill would allow the army to bomb the gangs.", "bomb", "", "positive", "hypothetical", ""),
    ("There is no evidence that Iran hit the ship.", "hit", "", "positive", "hypothetical", ""),
    # who says so
    (
        "Abidjan, which accused the junta of taking hostages, left.",
        "taking", "", "positive", "alleged", "which",
    ),
    (
        "The minister said the army had taken Kidal, adding that it had captured two men.",
        "captured", "", "positive", "alleged", "minister",
    ),
    ("Kyiv blamed Moscow for the shelling of Sumy.", "shelling", "", "positive", "alleged", "Kyiv"),
    ("The raid on Bosaso was blamed on the army.", "raid", "", "positive", "alleged", ""),
    ("JNIM claimed responsibility for the raid.", "raid", "", "positive", "alleged", "JNIM"),
    ("JNIM was responsible for the raid on Gao.", "raid", "", "positive", "asserted", ""),
    ("JNIM did not claim responsibility for the raid.", "raid", "", "positive", "asserted", ""),
    ("Israel is unlikely to attack Iran.", "attack", "", "positive", "hypothetical", ""),
    ("Kenya to send police to Haiti", "send", "", "positive", "planned", ""),
    ("He is accused of killing four priests.", "killing", "", "positive", "alleged", ""),
    ("Kyiv's claim to have sunk the ship is true.", "sunk", "", "positive", "alleged", "Kyiv"),
    ("It held him on suspicion of killing two.", "killing", "", "positive", "alleged", "It"),
    ("He is thought to have fled to Iran.", "fled", "", "positive", "alleged", ""),
    (
        "Gunmen believed to be members of Boko Haram killed ten farmers.",
        "killed", "", "positive", "alleged", "",
    ),
    ("A priest was shot, reportedly by rebels.", "shot", "", "positive", "alleged", ""),
    # ... and who does not
    ("One man was killed; no casualties were reported.", "killed", "", "positive", "asserted", ""),
    (
        "A blast killed ten, according to the UN, which blamed Iran.",
        "blamed", "", "positive", "asserted", "",
    ),
]  # fmt: skip


def token(doc: Doc, word: str) -> Token:
    return next(found for found in doc if found.text == word)


@pytest.mark.parametrize(("text", "trigger", "carrier", "polarity", "modality", "speaker"), CASES)
def test_judgement(
    nlp: Language, text: str, trigger: str, carrier: str, polarity: str, modality: str, speaker: str
) -> None:
    doc = nlp(text)
    root, anchor = token(doc, trigger), token(doc, carrier or trigger)
    verdict = judge(root, anchor, forceful=trigger == "capture")
    found = verdict.speaker.text if verdict.speaker is not None else ""
    assert (verdict.polarity, verdict.modality, found) == (polarity, modality, speaker)


WITNESSES = [
    # sentence | pronoun | whose word it is: not that of the clashes
    ("It provoked clashes with the rebels, who accused the junta of taking hostages.", "who",
     "rebels"),
    ("It led to a raid by the army (ENDF), who said it had killed ten men.", "who", "ENDF"),
    ("Abidjan, which accused the junta of taking hostages, left.", "which", "Abidjan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pronoun", "whose"), WITNESSES)
def test_a_relative_pronoun_speaks_for_who_can_speak(nlp, text, pronoun, whose):
    token = next(token for token in nlp(text) if token.text == pronoun)
    assert witness(token).text == whose
