from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.stages.inputs import find_inputs


@pytest.fixture
def folder(tmp_path: Path):
    def make(*names: str) -> Path:
        for name in names:
            path = tmp_path / "project" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
        return tmp_path / "project"

    return make


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sudan-2023.pdf", "sudan-2023"),
        ("Yearbook 2017 – Sahel (final).PDF", "yearbook-2017-sahel-final"),
        ("Conseil_de_sécurité.txt", "conseil-de-securite"),
        ("a.b.pdf", "a-b"),
        ("….pdf", "document"),
        ("Сирия.pdf", "сирия"),
    ],
)
def test_ids_are_slugs_of_file_names(folder, name, expected):
    root = folder(name)
    assert [one.doc_id for one in find_inputs([root], root=root).documents] == [expected]


def test_folders_are_searched_and_other_files_passed_over(folder):
    root = folder("raw/b.pdf", "raw/deep/a.TXT", "raw/b.yaml", "raw/README.md", "raw/.hidden.pdf")
    found = find_inputs([root / "raw"], root=root)
    assert [one.name for one in found.documents] == ["raw/b.pdf", "raw/deep/a.TXT"]
    assert found.rejected == ()


def test_a_document_of_another_kind_is_rejected_not_passed_over(folder):
    root = folder("raw/a.docx", "raw/b.pdf")
    found = find_inputs([root / "raw"], root=root)
    assert [one.doc_id for one in found.documents] == ["b"]
    assert [(one.path, one.code) for one in found.rejected] == [("raw/a.docx", "unsupported")]


def test_a_file_named_by_hand_is_taken_or_rejected(folder):
    root = folder("notes.md")
    (rejection,) = find_inputs([root / "notes.md"], root=root).rejected
    assert rejection.reason == ".md is not a kind of file that is read"


def test_the_second_of_two_files_with_one_id_is_rejected(folder):
    root = folder("raw/Sudan 2023.pdf", "raw/sudan-2023.txt")
    found = find_inputs([root / "raw"], root=root)
    assert [one.name for one in found.documents] == ["raw/Sudan 2023.pdf"]
    (rejection,) = found.rejected
    assert (rejection.path, rejection.code) == ("raw/sudan-2023.txt", "duplicate-id")
    assert rejection.reason == "its id would be sudan-2023, which is taken by raw/Sudan 2023.pdf"


def test_a_file_asked_for_twice_is_read_once(folder):
    root = folder("raw/a.pdf")
    found = find_inputs([root / "raw", root / "raw" / "a.pdf"], root=root)
    assert [one.name for one in found.documents] == ["raw/a.pdf"]
    assert found.rejected == ()


def test_names_are_relative_to_the_project_also_outside_it(folder, tmp_path):
    folder("reports/x/a.pdf")
    found = find_inputs([tmp_path / "project" / "reports"], root=tmp_path / "elsewhere")
    assert [one.name for one in found.documents] == ["../project/reports/x/a.pdf"]


def test_a_place_that_does_not_exist_is_wrong_use(tmp_path):
    with pytest.raises(SettingsError, match=r"gone\.pdf: no such file or folder"):
        find_inputs([tmp_path / "gone.pdf"], root=tmp_path)
