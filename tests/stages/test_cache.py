import pytest

from pipeline.schema import Rejection
from pipeline.stages import cache
from pipeline.stages.cache import Cache, Entry, code_digest, digest, library_versions

REJECTION = Rejection(path="a.pdf", code="encrypted", reason="is encrypted")


@pytest.mark.parametrize(
    "entry", [Entry(b"one\ntwo\n", None), Entry(b"", None), Entry(None, REJECTION)]
)
def test_what_is_put_is_got(tmp_path, entry):
    store = Cache(tmp_path)
    store.put("k", entry.value, entry.rejection)
    assert store.get("k") == entry
    assert store.get("other") is None
    assert Cache(tmp_path, fresh=True).get("k") is None


def test_digests_do_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": None}) == digest({"b": None, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "PACKAGE", tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "words.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "one.py").write_text("x = 1", encoding="utf-8")
    return tmp_path


def test_code_digests_see_every_file(package):
    before = code_digest(["rules", "one.py"])
    assert before == code_digest(["one.py", "rules"])
    (package / "rules" / "words.yaml").write_text("a: 2", encoding="utf-8")
    assert code_digest(["rules", "one.py"]) != before


def test_code_digests_see_names(package):
    before = code_digest(["rules"])
    (package / "rules" / "words.yaml").rename(package / "rules" / "cues.yaml")
    assert code_digest(["rules"]) != before


def test_code_digests_pass_over_compiled_files(package):
    before = code_digest(["rules"])
    (package / "rules" / "__pycache__").mkdir()
    (package / "rules" / "__pycache__" / "one.cpython-311.pyc").write_bytes(b"x")
    assert code_digest(["rules"]) == before


def test_a_missing_part_is_an_error(package):
    with pytest.raises(FileNotFoundError):
        code_digest(["gone.py"])


def test_versions_of_libraries_and_python():
    found = library_versions(["pydantic", "not-installed-anywhere"])
    assert set(found) == {"python", "pydantic", "not-installed-anywhere"}
    assert found["pydantic"]
    assert found["not-installed-anywhere"] == ""
