"""The lock files pin what pyproject.toml asks for, by hash, and say nothing of where from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(m["name"]): m["version"] for m in PIN.finditer(text)}


GROUPS = PROJECT["dependency-groups"]
RUN = [*PROJECT["project"]["dependencies"], *GROUPS["build"]]
EXTRAS = PROJECT["project"]["optional-dependencies"]
DEV = [*RUN, *GROUPS["dev"], *EXTRAS["browser"], *EXTRAS["docs"]]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("requirements.lock", RUN), ("requirements-dev.lock", DEV)],
)
def test_every_dependency_is_pinned_within_its_bounds(lock, wanted):
    pinned = pins(lock)
    wrong = [
        f"{line}: {pinned.get(canonicalize_name(need.name))}"
        for line in wanted
        for need in [Requirement(line)]
        if not need.specifier.contains(
            pinned.get(canonicalize_name(need.name), "0"), prereleases=True
        )
    ]
    assert not wrong, f"run make lock: {wrong}"


def test_the_two_locks_agree():
    dev = pins("requirements-dev.lock")
    assert {name: dev[name] for name in pins("requirements.lock")} == pins("requirements.lock")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[\w])", text)
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
