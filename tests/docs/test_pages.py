"""What the documentation names is there: files, headings, commands, targets, modules, messages."""

import re
import shlex
from importlib.util import find_spec

import pytest

from pipeline.cli import make_parser
from tests.docs.pages import FENCED, NAMES, PAGES, ROOT, commands

LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)\s#]*)(#[^)\s]*)?\)")
ELSEWHERE = frozenset({"spacy", "venv", "pip", "pytest"})


def anchors(text: str) -> set[str]:
    """Anchors of the headings, as GitHub and the manual make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    words = [re.sub(r"[^\w\s-]", "", heading.lower()).strip() for heading in headings]
    return {re.sub(r"\s", "-", each) for each in words}


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_links_lead_somewhere(path):
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]*\]\([^`\n]*`", "", text)  # the markup of examples looks like links
    broken = []
    for target, part in LINK.findall(text):
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (
            part and part[1:] not in anchors(file.read_text(encoding="utf-8"))
        ):
            broken.append(target + part)
    assert not broken


def words(line):
    """The words of the command in a line, up to a pipe or another command."""
    try:
        parts = shlex.split(line, comments=True)
    except ValueError:  # the first line of a command that goes on
        parts = line.split()
    ends = [at for at, part in enumerate(parts) if part in ("|", ";", "&&", ">")]
    return parts[: ends[0]] if ends else parts


def named(first):
    """Commands of all pages that begin with a word, with the page."""
    return sorted(
        {
            (name, line)
            for name, path in zip(NAMES, PAGES, strict=True)
            for line in commands(path.read_text(encoding="utf-8"))
            if re.match(rf"{first}\b", line) and "..." not in line.replace('"..."', "")
        }
    )


@pytest.mark.parametrize(("name", "line"), named("claims "))
def test_every_command_is_understood(name, line):
    arguments = words(re.sub(r"<(\w+)>", r"\1", line))[1:]
    parser = make_parser()
    if re.fullmatch(r"[a-z]+( new| import| agree| export)?|COMMAND --help", " ".join(arguments)):
        # Named in passing, or with its help: only the command must exist.
        arguments = [each for each in arguments if each != "COMMAND"]
        arguments = arguments if "--help" in arguments else [*arguments, "--help"]
    if "--help" in arguments:
        with pytest.raises(SystemExit) as stop:
            parser.parse_args(arguments)
        assert stop.value.code == 0
    else:
        assert parser.parse_args(arguments).handler


@pytest.mark.parametrize(("name", "line"), named("make "))
def test_every_target_exists(name, line):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [word for word in words(line)[1:] if "=" not in word]
    assert targets
    assert all(re.search(rf"^{word}:", makefile, re.MULTILINE) for word in targets)


@pytest.mark.parametrize(("name", "line"), named("python -m "))
def test_every_module_exists(name, line):
    module = words(line)[2]
    assert module in ELSEWHERE or find_spec(module) is not None


def test_commands_are_found():
    assert len(named("claims ")) > 30
    assert len(named("make ")) > 15
    assert len(named("python -m ")) > 5


def test_the_citation_is_complete():
    """The keys that CFF 1.2.0 requires, and the version that is built."""
    import tomllib

    from pipeline.yamlfile import read_yaml

    cited = read_yaml(ROOT / "CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{cited['version']}] - {cited['date-released']}" in changes
