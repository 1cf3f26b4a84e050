"""Results of single documents, kept so that unchanged ones are not processed again.

A key is the digest of everything that decides a result: the document's bytes, the settings, the
code and tables of the stage, and the versions of the libraries. There is nothing else to check
when an entry is found, and nothing to invalidate: a changed input asks for another key.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sys import version_info

import srsly

from pipeline.schema import Rejection
from pipeline.stages.files import write_bytes

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept outcome: the result or its file, or the reason why the document has none."""

    value: bytes | Path | None
    rejection: Rejection | None


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with one file a result; ``fresh`` ignores what it holds (but still fills it).

    A result that is a file lies beside its entry, under the key and ``.data``.
    """

    folder: Path
    fresh: bool = False

    def get(self, key: str) -> Entry | None:
        """Return the entry of ``key``, or None."""
        if self.fresh:
            return None
        try:
            data = (self.folder / key).read_bytes()
        except FileNotFoundError:
            return None
        kind, _, value = data.partition(b"\n")
        if kind == b"rejected":
            return Entry(None, Rejection.model_validate_json(value))
        if kind == b"file":
            path = self._beside(key)
            return Entry(path, None) if path.is_file() else None
        return Entry(value, None)

    def put(
        self, key: str, value: bytes | Path | None, rejection: Rejection | None
    ) -> bytes | Path | None:
        """Keep a result or a rejection; a file is moved into the cache.

        Returns:
            The result, a file's with its new path.
        """
        if rejection is not None:
            data = b"rejected\n" + rejection.model_dump_json().encode()
        elif isinstance(value, Path):
            self.folder.mkdir(parents=True, exist_ok=True)
            value = value.replace(self._beside(key))
            data = b"file\n"
        else:
            data = b"done\n" + (value or b"")
        write_bytes(self.folder / key, data)
        return value

    def _beside(self, key: str) -> Path:
        return self.folder / f"{key}.data"

    def prune(self, keys: Iterable[str]) -> None:
        """Remove the entries that are not among ``keys``."""
        wanted = set(keys)
        if self.folder.is_dir():
            for path in sorted(self.folder.iterdir()):
                if path.name.removesuffix(".data") not in wanted:
                    path.unlink()


def digest(parts: Mapping[str, object]) -> str:
    """Return the sha256 of ``parts``, which must be plain JSON data."""
    return hashlib.sha256(srsly.json_dumps(parts, sort_keys=True).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def code_digest(parts: Iterable[str]) -> str:
    """Return the sha256 of files and folders of this package, named relative to it.

    Compiled files do not count. Names count, so that a renamed lexicon is a change.
    """
    total = hashlib.sha256()
    for part in sorted(parts):
        top = PACKAGE / part
        files = sorted(p for p in top.rglob("*") if p.is_file()) if top.is_dir() else [top]
        for path in files:
            if path.suffix == ".pyc":
                continue
            total.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode())
            total.update(bytes.fromhex(file_digest(path)))
    return total.hexdigest()


def library_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the installed version of each distribution (and of Python) that affects results."""
    found = {"python": f"{version_info.major}.{version_info.minor}"}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
