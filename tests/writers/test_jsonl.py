import pytest

from pipeline.errors import PipelineError
from pipeline.writers import read_jsonl, write


def test_reads_back_equal(claims, tmp_path):
    path = tmp_path / "deep" / "claims.jsonl"
    write("jsonl", claims, path)
    assert list(read_jsonl(path)) == claims
    assert path.read_bytes().count(b"\n") == len(claims)


def test_wrong_line_is_named(full, tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text(full.model_dump_json() + '\n\n{"claim_id": 3}\n', encoding="utf-8")
    with pytest.raises(PipelineError, match=r"claims\.jsonl:3: claim_id: "):
        list(read_jsonl(path))


def test_missing_file(tmp_path):
    with pytest.raises(PipelineError, match="run the claims stage first"):
        list(read_jsonl(tmp_path / "no.jsonl"))


def test_failure_leaves_the_old_file(full, tmp_path):
    path = tmp_path / "claims.jsonl"
    write("jsonl", [full], path)
    before = path.read_bytes()

    def failing():
        yield full
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write("jsonl", failing(), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["claims.jsonl"]
