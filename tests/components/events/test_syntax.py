"""Deep subjects and objects over the parse, one construction a row."""

import pytest
from spacy.language import Language

from pipeline.components.events.frame import Frame

# sentence | verb | deep subject heads | deep object heads
FRAMES = [
    ("Houthi fighters shelled the port of Hodeidah.", "shelled", "fighters", "port"),
    ("The port was shelled by Houthi fighters.", "shelled", "fighters", "port"),
    ("Thousands of villagers were displaced.", "displaced", "", "Thousands"),
    ("The rebels who captured Goma released the prisoners.", "captured", "rebels", "Goma"),
    ("The rebels who captured Goma released the prisoners.", "released", "rebels", "prisoners"),
    ("The town that the army bombed lies in Tigray.", "bombed", "army", "town"),
    ("Soldiers seized by the junta were freed.", "seized", "junta", "Soldiers"),
    ("Soldiers seized by the junta were freed.", "freed", "", "Soldiers"),
    ("Kyiv and Warsaw signed a treaty.", "signed", "Kyiv Warsaw", "treaty"),
    ("Troops attacked and captured the town.", "attacked", "Troops", "town"),
    ("Troops crossed the river and attacked the town.", "attacked", "Troops", "town"),
    ("He was abducted and murdered.", "murdered", "", "He"),
    ("Manila accused Beijing of ramming its boats.", "ramming", "Beijing", "boats"),
    ("Abidjan accused the junta of taking hostages.", "taking", "junta", "hostages"),
    ("Manila apologised for arresting the crew.", "arresting", "Manila", "crew"),
    ("Washington persuaded Bogota to release the rebels.", "release", "Bogota", "rebels"),
    ("Bogota promised Washington to release the rebels.", "release", "Bogota", "rebels"),
    ("The army tried to retake the airport.", "retake", "army", "airport"),
    ("The junta prevented monks from entering the city.", "entering", "monks", "city"),
    ("Advancing from the north, the militia took the dam.", "Advancing", "militia", ""),
    ("The militia retreated, leaving its weapons behind.", "leaving", "militia", "weapons"),
    ("By bombing the camp, Ankara angered Erbil.", "bombing", "Ankara", "camp"),
    ("Haftar's attempt to seize Tripoli failed.", "seize", "Haftar", "Tripoli"),
    ("The minister announced a decision to expel the envoy.", "expel", "minister", "envoy"),
    ("The army was unlikely to attack the town.", "attack", "army", "town"),
    ("The plan was used by Kyiv to retake Kherson.", "retake", "Kyiv", "Kherson"),
    ("Raids killed nine people, doctors said, ending a truce.", "ending", "Raids", "truce"),
    (
        "A gunboat fired on a trawler near the Natuna Islands, wounding two men.",
        "wounding",
        "gunboat",
        "men",
    ),
    ("Police shot two of them dead.", "shot", "Police", "two"),
    ("Doctors said raids killed nine people, ending a truce.", "ending", "raids", "truce"),
    (
        "Kinshasa accuses Rwanda of arming a group and of sending troops.",
        "sending",
        "Rwanda",
        "troops",
    ),
    (
        "The militia claimed to have captured the port, a claim that Sirte denied.",
        "captured",
        "militia",
        "port",
    ),
    (
        "Washington had never used its aircraft to shield the rebels.",
        "shield",
        "Washington",
        "rebels",
    ),
    ("Held back from entering Goma, Rwanda sent aid.", "entering", "Rwanda", "Goma"),
    ("The rebels, whose task would be to fight the army, left.", "fight", "rebels", "army"),
    ("For Jordan, cooperating with Moscow was a matter of safety.", "cooperating", "Jordan", ""),
    ("Monks prayed outside the base and police shot two of them.", "shot", "police", "two"),
    ("Juba declared him persona non grata.", "declared", "Juba", "him"),
    ("As IS weakened, the army took Sirte.", "weakened", "IS", ""),
    ("Bombers sent by IS struck the barracks.", "struck", "Bombers", "barracks"),
]


@pytest.mark.parametrize(("text", "verb", "subject", "obj"), FRAMES)
def test_deep_arguments(nlp: Language, text: str, verb: str, subject: str, obj: str) -> None:
    doc = nlp(text)
    frame = Frame(next(token for token in doc if token.text == verb))
    assert [token.text for token in frame.subject] == subject.split()
    assert [token.text for token in frame.object] == obj.split()
