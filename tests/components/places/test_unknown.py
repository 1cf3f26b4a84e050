"""Places that no table has, by the words around them; near misses in their own table."""

import pytest


@pytest.fixture(scope="module")
def find(nlp):
    with nlp.select_pipes(disable=["actors", "events", "context", "claims"]):
        yield lambda text: {place.ref.text: place.ref for place in nlp(text)._.places}


UNKNOWN = [
    ("Gunmen burned the village of Qorboro.", "Qorboro"),
    ("Soldiers patrolled Velmara district on Monday.", "Velmara district"),
    ("Militants attacked a convoy near Zandari on Friday.", "Zandari"),
    ("They attacked a base at Quriiroley, Lower Shabelle, in May.", "Quriiroley"),
    ("A blast in Tarqoum (Idlib province) wounded six.", "Tarqoum"),
    ("The army recaptured Bossembale from the rebels.", "Bossembale"),
    ("The company evacuated its staff from Afunguru.", "Afunguru"),
    ("Rebels withdrew to Kalembazi after the clashes.", "Kalembazi"),
    ("Troops attempted to cross the Velmutka river.", "Velmutka river"),
    ("Residents of the villages of Dorvana and Kiltepe fled.", "Dorvana"),
    ("The road between Jimma and Nokemtara was cut.", "Nokemtara"),
    ("He was taken to Keranikunj jail.", "Keranikunj jail"),
    ("Shells fell on the outskirts of Marvinka.", "Marvinka"),
    # named sites: a word for the kind stands behind the name, or ends it
    ("Gunmen stormed the Westgate shopping mall in Nairobi.", "Westgate shopping mall"),
    ("Drones attacked the Abqaiq oil plant in May.", "Abqaiq oil plant"),
    ("Militants occupied the Velmara border crossing.", "Velmara border crossing"),
    ("Gunmen attacked Garissa University College, in Kenya.", "Garissa University College"),
    ("Militants attacked the Serena Hotel in Kabul.", "Serena Hotel"),
    ("Insurgents seized the Dubrovka theatre.", "Dubrovka theatre"),
]


@pytest.mark.parametrize(("text", "name"), UNKNOWN)
def test_unknown_names(find, text, name):
    assert find(text)[name].id is None


NEAR_MISSES = [
    ("Fighters in Hamas custody were freed.", "Hamas"),
    ("Ministers spoke in Parliament about the war.", "Parliament"),
    ("He was recruited by the CIA at NATO.", "NATO"),
    ("The ceasefire held in Ramadan.", "Ramadan"),
    ("Rebels fired at President Koslowitz.", "Koslowitz"),
    ("Officials at Amnesty International protested.", "Amnesty International"),
    ("The leaders wrote in Arabic.", "Arabic"),
    ("Militants rode in Toyota trucks.", "Toyota"),
    ("Pirates kidnapped five sailors.", "Pirates"),
    ("The army bombed a Wagner base near Bangui.", "Wagner base"),
    ("The army seized Hezbollah field hospitals in Tyre.", "Hezbollah field hospitals"),
    ("Peacekeepers left the United Nations base in Bor.", "United Nations base"),
    ("Gunmen raided the Catholic church in Goma.", "Catholic church"),
    ("Cornell University condemned the killing in Cairo.", "Cornell University"),
    ("Police arrested Evans Hospital workers in Lagos.", "Evans Hospital"),
    ("The Clinton camp accused Moscow of hacking.", "Clinton camp"),
    ("Drones struck a terminal in the Danube port of Izmail.", "Danube port"),
]


@pytest.mark.parametrize(("text", "name"), NEAR_MISSES)
def test_near_misses(find, text, name):
    assert name not in find(text)
