"""Where and when events happened, end to end, in texts about many conflicts."""

from pathlib import Path

import pytest

from pipeline.yamlfile import read_yaml

ROWS = read_yaml(Path(__file__).with_name("where_when.yaml"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_place_and_date(nlp, row) -> None:
    doc = nlp.make_doc(row["text"])
    doc._.published = row.get("published")
    claims = {claim.action.text: claim for claim in nlp(doc)._.claims}
    for trigger, (places, date) in row["claims"].items():
        claim = claims[trigger]
        expected = [name.strip() for name in places.split(";") if name.strip()]
        found = [place.text for place in claim.places]
        assert len(found) == len(expected), found
        for name, text in zip(expected, found, strict=True):
            assert name.lower() in text.lower()
        assert (claim.date.edtf if claim.date else "") == date
