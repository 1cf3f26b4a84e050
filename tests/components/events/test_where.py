"""Where events happened: a row is a sentence, a trigger in it, and its places as written."""

import pytest


@pytest.fixture(scope="module")
def places_of(nlp):
    def find(text, trigger):
        claims = {claim.action.text: claim for claim in nlp(text)._.claims}
        return [place.text for place in claims[trigger].places]

    return find


def check(places_of, text, trigger, places):
    assert places_of(text, trigger) == [name.strip() for name in places.split(";") if name.strip()]


OWN = [
    ("The envoys discussed a ceasefire in Doha.", "discussed", "Doha"),
    # the first place behind the verb, whatever the parser hangs it on
    ("Police arrested the lawyer Ana Ruiz on her way home from a hearing in Cusco.", "arrested",
     "Cusco"),
    ("Students fought with stones on the campus in Jos.", "fought", "Jos"),
    ("Fighters from Chad attacked a school in Diffa on Sunday.", "attacked", "Diffa"),
    ("Rebels captured the town of Kibumba from the army.", "captured", "town of Kibumba"),
    ("Gunmen raided a police post in Lanao, Mindanao.", "raided", "Lanao"),
    ("The army withdrew its troops from Hodeidah.", "withdrew", "Hodeidah"),
    ("Ethiopian troops moved from Gondar to Humera.", "moved", "Humera"),
    ("The junta recruited young men in Mali, Niger, Benin and Togo.", "recruited",
     "Mali; Niger; Benin; Togo"),
    ("The air force evacuated the wounded by sea from Aden.", "evacuated", "Aden"),
    ("Russian forces pushed westwards from Bakhmut.", "pushed", "Bakhmut"),
    ("The army withdrew from much of Shan State.", "withdrew", "Shan State"),
    ("Soldiers bombed one of their camps near Goma.", "bombed", "Goma"),
    ("Police dispersed a march of teachers in Caracas with tear gas.", "dispersed", "Caracas"),
    ("Pirates seized a tanker off the port of Bosaso.", "seized", "Bosaso"),
    ("Protesters in Lima were beaten by police.", "beaten", "Lima"),
    ("Police in Nairobi arrested forty students.", "arrested", "Nairobi"),
    ("Drones struck militants who were hiding in the Sambisa forest.", "struck", "Sambisa forest"),
    ("Troops recaptured Jebel Aulia, south of Khartoum.", "recaptured", "Jebel Aulia"),
    ("Militants overran a base at Kamuya (Borno state).", "overran", "Kamuya"),
    ("Houthi forces broke the siege of Marib.", "broke", "Marib"),
    ("Rebels crossed the bridge from Omdurman to Bahri.", "crossed", "Bahri"),
    ("The governor ordered the evacuation of families with children from Kupiansk.", "evacuation",
     "Kupiansk"),
    ("Tanks moved to the border of the disputed Essequibo region.", "moved", "Essequibo region"),
    ("Gunmen attacked Sebha International Airport in Libya.", "attacked",
     "Sebha International Airport"),
    ("Russian troops seized the Azovstal steel plant.", "seized", "Azovstal"),
    ("Gunmen attacked a convoy in South Ossetia.", "attacked", "South Ossetia"),
    ("Israel bombed a depot in the Golan Heights.", "bombed", "Golan Heights"),
    ("Convoys between Bangui and Bouar were attacked.", "attacked", "Bangui; Bouar"),
    ("Foreign ministers held talks between envoys of Armenia and Azerbaijan in Geneva.", "talks",
     "Geneva"),
]  # fmt: skip

SHARED = [
    ("Gunmen stormed a hotel in Mogadishu, killing five people.", "killing", "Mogadishu"),
    ("Rebels seized Bunagana and looted its market.", "seized", "Bunagana"),
    ("Rebels seized Bunagana and executed twelve prisoners.", "executed", "Bunagana"),
    ("A strike on Rafah killed nine people.", "killed", "Rafah"),
    ("Two soldiers were killed in clashes near Tavush.", "killed", "Tavush"),
    ("Nine people were killed when gunmen attacked a bus in Kunduz.", "killed", "Kunduz"),
    ("The army besieged Kidal but failed to take it.", "take", "Kidal"),
    ("In Goma, police shot two men and arrested ten others.", "arrested", "Goma"),
    ("A missile strike on a hotel in Kramatorsk killed one person.", "killed", "Kramatorsk"),
    ("Government forces recaptured Sirte with American air support.", "support", "Sirte"),
    ("Troops pushed into Tigray, killing dozens of farmers.", "killing", "Tigray"),
]

NEAR_MISSES = [
    ("The ministers discussed the war in Gaza.", "discussed", ""),
    ("The army shot down two drones aimed at a base in Erbil.", "shot down", ""),
    ("A court jailed two men for a bombing in Karachi.", "jailed", ""),
    ("The army executed a general who fled to Goma.", "executed", ""),
    ("The presidents discussed the coup in Niger at a meeting in Abuja.", "discussed", "Abuja"),
    ("Troops from Uganda attacked the rebels.", "attacked", ""),
    ("The Council imposed an arms embargo on Libya.", "embargo", ""),
    ("Norway will send two tanks to Ukraine.", "send", ""),
    ("The rebels shot down four drones aimed at Riyadh.", "shot down", ""),
    ("The mediators demanded their withdrawal to Idlib.", "demanded", ""),
    ("Advancing from the east, the rebels attacked the garrison.", "Advancing", ""),
    ("Fighters withdrew towards Idlib, looting two clinics.", "looting", ""),
    ("The deployment to Kosovo deterred attacks by militants.", "attacks", ""),
    ("Paris recalled its troops, and London condemned the junta in Niger.", "recalled", ""),
]


@pytest.mark.parametrize(("text", "trigger", "places"), OWN)
def test_own_places(places_of, text, trigger, places):
    check(places_of, text, trigger, places)


@pytest.mark.parametrize(("text", "trigger", "places"), SHARED)
def test_shared_places(places_of, text, trigger, places):
    check(places_of, text, trigger, places)


@pytest.mark.parametrize(("text", "trigger", "places"), NEAR_MISSES)
def test_near_misses(places_of, text, trigger, places):
    check(places_of, text, trigger, places)
