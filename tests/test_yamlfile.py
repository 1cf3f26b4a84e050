from pathlib import Path

import pytest
import srsly

from pipeline.yamlfile import read_yaml

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def read(tmp_path):
    def read(text: str):
        path = tmp_path / "a.yaml"
        path.write_text(text, encoding="utf-8")
        return read_yaml(path)

    return read


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("2017-04-04", "2017-04-04"),
        ("1_000", "1_000"),
        ("<<", "<<"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("012", 12),
        ("0o12", 10),
        ("0x1F", 31),
        ("-3", -3),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("'12'", "12"),
        ("«é»", "«é»"),
    ],
)
def test_plain_scalars_have_the_types_of_yaml_1_2(read, scalar, value):
    found = read(f"a: {scalar}")["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "found a key twice"),
        ("a: [1\n", "line 2"),
        ("a: !!python/object/apply:os.getcwd []\n", "could not determine a constructor"),
    ],
)
def test_what_is_no_plain_yaml_is_an_error(read, text, message):
    with pytest.raises(ValueError, match=message):
        read(text)


FILES = ("params.yaml", "dvc.yaml", "pipeline/components/dates/lexicon.yaml")


@pytest.mark.parametrize("name", FILES)
def test_files_read_as_another_reader_reads_them(name):
    assert read_yaml(ROOT / name) == srsly.read_yaml(ROOT / name)
