"""Fills the GeoNames ids that ``places.csv`` leaves open, and lists what it could not fill.

Run ``python -m pipeline.knowledge.link_places`` after adding a place without coordinates. A place
takes the most populous GeoNames place of its country that has its name or one of its aliases.
"""

import csv
import sys
from pathlib import Path

from pipeline.knowledge.keys import skeleton_key, strict_key
from pipeline.knowledge.sorted_lines import SortedLines

HERE = Path(__file__).parent


def candidates(
    row: dict[str, str], keys: SortedLines, places: SortedLines
) -> list[tuple[int, str]]:
    """Population and GeoNames id of the places of the row's country that bear one of its names."""
    names = [row["name"], *filter(None, row["aliases"].split("|"))]
    for spell in (strict_key, lambda name: "~" + skeleton_key(name)):
        found = {}
        for name in names:
            for identifier in filter(None, (keys.get(spell(name)) or "").split(",")):
                fields = (places.get(identifier) or "").split("\t")
                if fields[3] == row["country"]:
                    found[identifier] = int(fields[5])
        if found:
            return sorted(((number, one) for one, number in found.items()), reverse=True)
    return []


def main() -> int:
    """Rewrite ``places.csv``; return 1 when a place has neither coordinates nor a match."""
    path = HERE / "places.csv"
    keys, places = (
        SortedLines(HERE / name) for name in ("gazetteer_keys.tsv.gz", "gazetteer.tsv.gz")
    )
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    missing = 0
    for row in rows:
        if row["latitude"] or row["geonames_id"]:
            continue
        found = candidates(row, keys, places)
        if found:
            row["geonames_id"] = found[0][1]
        else:
            missing += 1
            sys.stderr.write(f"{row['id']}: not in GeoNames under {row['name']}\n")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
