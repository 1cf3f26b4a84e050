"""The knowledge tables: what they must hold, and how a broken row is told."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.errors import KnowledgeError
from pipeline.knowledge.build_gazetteer import write_lines
from pipeline.knowledge.keys import skeleton_key, slug, strict_key
from pipeline.knowledge.sorted_lines import SortedLines
from pipeline.resources import KNOWLEDGE, Alias, read_knowledge
from pipeline.schema import ActorType

ROOT = Path(__file__).parents[1]
REGISTRY = ROOT / "gold" / "registry.json"


@pytest.fixture(scope="module")
def knowledge():
    return read_knowledge()


@pytest.fixture
def folder(tmp_path):
    """A copy of the tables that a test may break; the gazetteer is only linked."""
    for path in KNOWLEDGE.glob("*.csv"):
        shutil.copy(path, tmp_path)
    for path in KNOWLEDGE.glob("*.gz"):
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


@pytest.mark.skipif(not REGISTRY.is_file(), reason="the gold set is not in this checkout")
def test_every_id_of_the_gold_registry_is_known(knowledge):
    registry = json.loads(REGISTRY.read_text(encoding="utf-8"))
    places = {place.id for found in knowledge.places.values() for place in found}
    assert not registry["actors"].keys() - knowledge.actors.keys()
    assert not registry["places"].keys() - places


def test_every_state_has_a_name_and_an_actor_of_its_type(knowledge):
    assert len(knowledge.countries) > 240
    for country in knowledge.countries.values():
        assert knowledge.actors[country.actor].type == ActorType.STATE
        assert strict_key(country.name) in knowledge.aliases


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("the Kremlin".removeprefix("the "), "russia"),
        ("Élysée", "france"),
        ("Pentagon", "united-states"),
        ("Downing Street", "united-kingdom"),
        ("Ouagadougou", "burkina-faso"),
        ("Houthis", "houthis"),
        ("Hay'at Tahrir al-Sham", "tahrir-al-sham"),
        ("Tatmadaw", "tatmadaw"),
    ],
)
def test_aliases_lead_to_actors(knowledge, name, actor):
    assert actor in {alias.actor for alias in knowledge.aliases[strict_key(name)]}


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        ("2012", "2017", "2012-01-01", True),
        ("2012", "2017", "2017-12-31", True),
        ("2012", "2017", "2011-12-31", False),
        ("2012", "2017", "2018-01-01", False),
        ("2022-10", None, "2022-09-30", False),
        ("2022-10", None, "2022-10-01", True),
        (None, "2022-09", "2022-10-01", False),
        (None, None, "1066-10-14", True),
        ("2012", "2017", None, True),
    ],
)
def test_alias_holds_between_its_dates(first, last, day, holds):
    assert Alias("X", "x", "leader", first, last).holds_on(day) is holds


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Deir ez-Zor", "SY", 35.34, 40.14),
        ("Dayr al-Zawr", "SY", 35.34, 40.14),
        ("Wad Medani", "SD", 14.40, 33.52),
        ("Bakhmut", "UA", 48.59, 38.00),
        ("al-Tanaf", "SY", 33.5, 38.6),
    ],
)
def test_places_are_found_with_their_coordinates(knowledge, name, country, latitude, longitude):
    found = knowledge.places_by_key(strict_key(name))
    place = next(place for place in found if place.country == country)
    assert place.latitude == pytest.approx(latitude, abs=0.1)
    assert place.longitude == pytest.approx(longitude, abs=0.1)


def test_curated_places_come_first(knowledge):
    assert knowledge.places_by_key("gao")[0].id == "gao"
    assert knowledge.places_by_key("gao")[0].curated
    assert knowledge.places_by_key("no such place anywhere") == ()


def test_a_border_belongs_to_its_two_countries(knowledge):
    assert knowledge.borders[frozenset({"SY", "TR"})].id == "syrian-turkish-border"


def test_knowledge_is_read_once_for_a_folder():
    assert read_knowledge() is read_knowledge(KNOWLEDGE)


BROKEN = [
    ("actors.csv", "x,X,robot,,hand", "unknown type 'robot'"),
    ("actors.csv", ",X,rebel,,hand", "id is empty"),
    ("actors.csv", "x,X,rebel,QQ,hand", "unknown country code 'QQ'"),
    ("actors.csv", "x,X,rebel,SY,", "source is empty"),
    ("actors.csv", "x,X,rebel", "3 cells where 5 are expected"),
    ("aliases.csv", "X,nobody,name,,,hand", "unknown actor 'nobody'"),
    ("aliases.csv", "X,russia,nickname,,,hand", "unknown kind 'nickname'"),
    ("aliases.csv", "Ahrar al-Sham,nusra-front,name,,,hand", "already stands for ahrar-al-sham"),
    ("roles.csv", "SY,navy,nobody", "unknown actor 'nobody'"),
    ("places.csv", "x,X,SY,volcano,1,2,,", "unknown kind 'volcano'"),
    ("places.csv", "x,X,SY,town,north,2,,", "latitude is not a number: 'north'"),
    ("places.csv", "x,X,SY,town,91,2,,", "latitude is outside -90 to 90: 91"),
    ("places.csv", "x,X,SY,town,,,,", "has neither coordinates nor a GeoNames id"),
    ("demonyms.csv", "SY,Syriac,verb", "kind is 'verb'"),
]


@pytest.mark.parametrize(("table", "row", "problem"), BROKEN)
def test_a_broken_row_is_named_by_file_and_line(folder, table, row, problem):
    path = folder / table
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_knowledge(folder)
    assert problem in caught.value.problem
    assert caught.value.path == str(path)
    assert caught.value.line == len(lines) + 1


def test_a_wrong_header_tells_the_right_one(folder):
    path = folder / "roles.csv"
    path.write_text("land,role,actor\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="expected country,role,actor"):
        read_knowledge(folder)


def test_a_missing_table_is_named(folder):
    (folder / "aliases.csv").unlink()
    with pytest.raises(KnowledgeError, match=r"aliases\.csv: cannot be read"):
        read_knowledge(folder)


def test_one_name_may_serve_two_actors_at_different_times(folder):
    path = folder / "aliases.csv"
    rows = "Rex Quondam,russia,leader,1990,1999,hand\nRex Quondam,irgc,leader,2000,,hand\n"
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    found = read_knowledge(folder).aliases["rex quondam"]
    assert [alias.actor for alias in found if alias.holds_on("1995-05-05")] == ["russia"]
    assert [alias.actor for alias in found if alias.holds_on("2005-05-05")] == ["irgc"]


SAME_SKELETON = [
    ("Sheikh Maskin", "Shaykh Miskin"),
    ("Dayr al-Zawr", "Deir ez-Zor"),
    ("Shu‘ayrat", "Shayrat"),
    ("al-Tanaf", "al-Tanf"),
    ("Hassake", "al-Hasakah"),
    ("Qabun", "Qaboun"),
    ("al-Waʿr", "al-Wa'r"),
    ("Abu Kamal", "Al-Bukamal".replace("B", "Ab")),
]
OTHER_SKELETON = [("Homs", "Hama"), ("Idlib", "Aleppo"), ("Palmyra", "Palma")]


@pytest.mark.parametrize(("one", "other"), SAME_SKELETON)
def test_transliterations_share_a_skeleton(one, other):
    assert skeleton_key(one) == skeleton_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER_SKELETON)
def test_other_names_have_other_skeletons(one, other):
    assert skeleton_key(one) != skeleton_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Der’a", "dera"),
        ("N'Djamena", "ndjamena"),
        ("Cité  Soleil", "cite soleil"),
        ("Port-au-Prince", "port au prince"),
        ("Łódź", "lodz"),
        ("Cizîrê", "cizire"),
    ],
)
def test_strict_keys_fold_typography_only(name, key):
    assert strict_key(name) == key
    assert slug(name) == key.replace(" ", "-")


def test_sorted_lines_find_every_key_and_nothing_else(tmp_path):
    path = tmp_path / "table.gz"
    write_lines(
        path, [f"{key}\t{number}" for number, key in enumerate(["b", "a", "ab", "a b", "é"])]
    )
    table = SortedLines(path)
    assert [table.get(key) for key in ("a", "a b", "ab", "b", "é")] == ["1", "3", "2", "0", "4"]
    assert [table.get(key) for key in ("", "aa", "c", "zz")] == [None] * 4
