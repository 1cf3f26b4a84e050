"""Places in sentences written for the test: a row holds a text, and mention => id, precision."""

import pytest

COMPONENTS = ("dates", "places", "actors")


@pytest.fixture(scope="module")
def find(nlp):
    with nlp.select_pipes(disable=["events", "context", "claims"]):
        yield lambda text: {
            text[place.ref.start : place.ref.end]: place.ref for place in nlp(text)._.places
        }


NAMES = [
    ("Rebels held Khan al-Shih near Damascus in Syria.", "Khan al-Shih", "khan-al-shih"),
    ("In Syria the army shelled Shaykh Miskin near Daraa.", "Shaykh Miskin", "sheikh-maskin"),
    ("Syrian jets bombed Dayr al-Zawr.", "Dayr al-Zawr", "deir-ez-zor"),
    ("Russian forces shelled Bakhmut and Kherson.", "Bakhmut", "bakhmut"),
    ("Russian forces shelled Kramatorsk in Ukraine.", "Kramatorsk", "kramatorsk"),
    ("The RSF overran Wad Medani, Sudan said.", "Wad Medani", "wad-madani"),
    ("M23 rebels seized Goma in Congo.", "Goma", "goma"),
    ("Gunmen attacked Mocímboa da Praia in Mozambique.", "Mocímboa da Praia",
     "mocimboa-da-praia"),
    ("Azerbaijan shelled Stepanakert.", "Stepanakert", "stepanakert"),
    ("Houthi missiles flew over Bab el-Mandeb in Yemen.", "Bab el-Mandeb", "bab-al-mandab"),
    ("Protesters marched in Port-au-Prince, Haiti.", "Port-au-Prince", "port-au-prince"),
    ("Troops landed at Khartoum International Airport in Sudan.", "Khartoum International Airport",
     "khartoum-international-airport"),
    ("Pakistan denied it, Islamabad officials told India.", "Pakistan", "pakistan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "identifier"), NAMES)
def test_names(find, text, mention, identifier):
    assert find(text)[mention].id == identifier


SHARED = [
    # a name that many countries have: of the country that is spoken of, else of none known
    ("Sudan's army retook the presidential palace.", "presidential palace", "presidential-palace"),
    ("Rebels attacked the presidential palace in Kabul.", "presidential palace", None),
    ("In Syria, rebels held the central desert.", "central desert", "badiya"),
    ("In Chad, rebels held the central desert.", "central desert", None),
    ("Troops left the Sahel.", "the Sahel", "sahel"),
]


@pytest.mark.parametrize(("text", "mention", "identifier"), SHARED)
def test_shared_names(find, text, mention, identifier):
    place = find(text).get(mention)
    assert (place.id if place else None) == identifier


def test_shared_names_tell_no_country(find, nlp):
    actors = nlp("Rebels attacked the presidential palace in Kabul.")._.actors
    assert {ref.country for mention in actors for ref in mention.refs} == {"AF"}


PHRASES = [
    ("They bombed northern Syria.", "northern Syria", "syria", "area"),
    ("Syrian tanks shelled the suburbs of Damascus.", "suburbs of Damascus", "damascus", "area"),
    ("In Syria fighting spread to eastern Aleppo.", "eastern Aleppo", "aleppo", "area"),
    ("Syrian rebels left the northern countryside of Aleppo.", "northern countryside of Aleppo",
     "aleppo", "area"),
    ("Syrian troops entered the province of Idlib.", "province of Idlib", "idlib", "area"),
    ("Syrian troops entered Latakia province.", "Latakia province", "latakia", "area"),
    ("Sudan's army left the air base of Merowe.", "air base of Merowe", "merowe", "point"),
    ("Sudan's army left the town of Kadugli.", "town of Kadugli", "kadugli", "point"),
    ("Ukrainian troops retook the eastern Ukrainian city of Izium.", "city of Izium", "izium",
     "point"),
    ("Turkey sent tanks to the Syrian-Turkish border.", "Syrian-Turkish border",
     "syrian-turkish-border", "border"),
    ("Syria massed troops on its border with Iraq.", "its border with Iraq",
     "syrian-iraqi-border", "border"),
    ("Venezuela moved troops to the border with Guyana.", "the border with Guyana",
     "venezuelan-guyanese-border", "border"),
    ("Strikes hit Homs in Syria and drove families to the Lebanese border.",
     "Lebanese border", "syrian-lebanese-border", "border"),
    ("Ukraine said a drone fell on Ukrainian territory.", "Ukrainian territory", "ukraine", "area"),
    ("Syria said rebels took the border crossing of Nasib.", "border crossing of Nasib", "nasib",
     "point"),
    ("Gunmen stormed Kunduz city in Afghanistan.", "Kunduz city", "kunduz", "point"),
    ("They crossed the Euphrates river into Syria.", "Euphrates river", "euphrates", "area"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "identifier", "precision"), PHRASES)
def test_phrases(find, text, mention, identifier, precision):
    ref = find(text)[mention]
    assert (ref.id, ref.precision) == (identifier, precision)


DESCRIPTIONS = [
    ("Syrian rebels took Palmyra. They left the city in May.", "the city", "palmyra"),
    ("In Sudan, the RSF entered Nyala. The town fell in hours.", "The town", "nyala"),
    ("Sudan's army bombed Omdurman. Fighting spread to the capital.", "the capital", "khartoum"),
    ("Ugandan troops deployed in Juba, South Sudan. Clashes shook the capital.", "the capital",
     "juba"),
    ("Gangs stormed a prison in Haiti's capital.", "Haiti's capital", "port-au-prince"),
    ("Rebels shelled Somalia's capital, Mogadishu.", "Somalia's capital", None),
    ("Kenya blamed China. Its capital is far away.", "capital", None),
    ("The Chinese coast guard seized a boat.", "Chinese coast", None),
    ("Missiles hit the Chinese coast.", "Chinese coast", "china"),
    ("Mali's army reached Gao. It moved to reoccupy the north.", "the north", "mali"),
    ("Mali's army reached Gao. It fled the east of the country.", "the east of the country",
     "mali"),
    ("Syrian troops left Homs for Idlib. Rebels still ruled the province.", "the province", None),
    ("Burkina Faso expelled envoys. Troops of France left the country.", "the country",
     "burkina-faso"),
    ("Refugees from Khartoum reached Wad Madani in Sudan. Fighters entered the city.", "the city",
     "wad-madani"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "identifier"), DESCRIPTIONS)
def test_descriptions(find, text, mention, identifier):
    ref = find(text).get(mention)
    assert (ref and ref.id) == identifier


NO_PLACES = [
    "Most soldiers left in March.",
    "Reading the report, officials paused.",
    "Nice words did not stop the war.",
    "President Lincoln spoke to General Grant.",
    "The Army of Islam and the Rahman Corps clashed.",
    "It is of no use, he said.",
    "The talks were on hold until Monday.",
    "Karim Khan opened an inquiry.",
    "Moscow’s acquiescence was sought.",
    "The Black Sea Fleet sank.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_words_and_persons_are_no_places(find, text):
    assert not {text[ref.start : ref.end]: ref.id for ref in find(text).values() if ref.id}


def test_places_inside_an_armed_groups_name_are_no_places(find):
    found = find("The Yarmouk Martyrs Brigade fought rebels in Daraa, Syria.")
    assert {ref.id for ref in found.values()} == {"daraa", "syria"}


HOMONYMS = [
    ("Sudan's army shelled Bahri and Omdurman.", "Bahri", "SD"),
    ("The Malian army entered Gao and Kidal.", "Gao", "ML"),
    ("French police closed streets in Paris, and Macron met mayors.", "Paris", "FR"),
    ("Libyan militias fought in Tripoli and Misrata.", "Tripoli", "LY"),
    ("Lebanese soldiers died in clashes in Tripoli and Beirut, Lebanon said.", "Tripoli", "LB"),
    ("Syrian troops in Syria fought near the Iraqi town of Sinjar.", "town of Sinjar", "IQ"),
    ("Syrian rebels left Idlib and Hama in Syria for Sinjar.", "Sinjar", "SY"),
    ("Libyan ships left Misrata and Zuwara for Tripoli, Lebanon, on Monday.", "Tripoli", "LB"),
]


@pytest.mark.parametrize(("text", "mention", "country"), HOMONYMS)
def test_homonyms_go_to_the_documents_country(find, text, mention, country):
    assert find(text)[mention].country == country


def test_what_no_table_knows_keeps_a_null_id(find):
    ref = find("The Ethiopian air force bombed a market in Togoga.")["Togoga"]
    assert (ref.id, ref.via, ref.precision) == (None, "preposition of place", "unknown")


def test_the_reason_of_a_choice_is_recorded(find):
    found = find("Libyan militias fought in Tripoli and Zuwara, Libya.")
    assert found["Zuwara"].via.startswith("geonames")
    assert found["Libya"].via.startswith("knowledge")


def test_the_reason_tells_among_which_places(find):
    found = find("Libyan militias fought in Tripoli and Zuwara, Libya.")
    chosen, told = found["Tripoli"].via.split(", among ")
    assert chosen == "knowledge, country of the document"
    assert told.startswith("4 in LY, LB")
    assert "among" not in found["Zuwara"].via


def test_mentions_are_sorted_and_lie_in_the_text(nlp):
    text = "Syrian jets bombed the suburbs of Damascus, Homs and the Lebanese border."
    places = nlp(text)._.places
    order = [(place.start, -place.end) for place in places]
    assert len(places) >= 3
    assert order == sorted(order)
    assert all(text[place.ref.start : place.ref.end] == place.ref.text for place in places)
