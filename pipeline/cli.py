"""The command line.

Exit status: 0 done; 1 some documents rejected, or a floor missed; 2 wrong use, or nothing done.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import handlers
from pipeline.errors import PipelineError

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EXAMPLES = """\
examples:
  claims run article.pdf -o out           claims of one document
  claims run reports/ notes.txt -o out    claims of all documents in a folder, and of a file
  claims extract; claims claims           two stages of the project in this folder
  claims explain "Turkey shot down a Russian bomber in November 2015."
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; ``argv`` is ``sys.argv[1:]`` when None. Returns the exit status."""
    args = parse_args(sys.argv[1:] if argv is None else argv)
    handler: Callable[[argparse.Namespace], int] = args.handler
    try:
        return handler(args)
    except PipelineError as error:
        sys.stderr.write(f"claims: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("claims: interrupted\n")
        return 130


def parse_args(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; exits with status 2 and a message on wrong use."""
    return make_parser().parse_args(argv)


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands; the manual prints its help."""
    parser = _parser(
        None, "claims", "Claims from dossiers: who did what, to whom, where, when.", EXAMPLES
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        _add_extract,
        _add_claims,
        _add_validate,
        _add_report,
        _add_summary,
        _add_run,
        _add_explain,
        _add_unknown,
        _add_show,
        _add_gold,
    ):
        add(commands)
    return parser


# ---- the stages of a project


def _add_extract(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "extract",
        "Read the documents of raw/ into extracted/documents/.",
        "examples:\n  claims extract\n  claims extract --force --params other.yaml",
    )
    _stage_options(parser)
    parser.set_defaults(handler=handlers.extract)


def _add_claims(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "claims",
        "Find the claims in extracted/documents/.",
        "examples:\n  claims claims\n  claims claims --force",
    )
    _stage_options(parser)
    parser.set_defaults(handler=handlers.claims)


def _add_validate(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "validate",
        "Compare the claims with the gold set.",
        "examples:\n"
        "  claims validate\n"
        "  claims validate --results out      results of `claims run ... -o out`\n"
        "  claims validate --explain D017     one gold claim beside what was found for it",
    )
    _params_option(parser)
    _results_option(parser)
    parser.add_argument(
        "--explain", metavar="ID", help="show one gold claim in full, and the causes"
    )
    parser.add_argument("--keep-going", action="store_true", help="exit with 0 below a floor too")
    parser.add_argument("--quiet", action="store_true", help="write the files, print no table")
    parser.set_defaults(handler=handlers.validate)


def _add_report(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "report",
        "Write the page that shows the claims, and the tables beside it.",
        "examples:\n  claims report\n  claims report --results out",
    )
    _params_option(parser)
    _results_option(parser)
    parser.set_defaults(handler=handlers.report)


def _add_summary(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "summary",
        "Show what the last run found.",
        "examples:\n  claims summary\n  claims summary --results out --json",
    )
    _params_option(parser)
    _results_option(parser)
    _json_option(parser)
    parser.set_defaults(handler=handlers.summary)


# ---- outside a project


def _add_run(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "run",
        "Find the claims in any files and folders, without DVC.",
        "examples:\n"
        "  claims run article.pdf -o out\n"
        "  claims run reports/ notes.txt -o out    folders are searched for .pdf and .txt\n"
        "  claims run reports/ -o out --json 2>/dev/null | jq .event_types",
    )
    parser.add_argument("inputs", nargs="+", type=Path, help="PDF and text files, and folders")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the results")
    _stage_options(parser)
    _json_option(parser)
    parser.set_defaults(handler=handlers.run)


def _add_explain(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "explain",
        "Show how a sentence is read: parse, entities, dates, triggers, and why each claim has "
        "its fields.",
        'example:\n  claims explain "They retook the town in January." --published 2016-03-01',
    )
    parser.add_argument("text", help="a sentence or a few")
    parser.add_argument(
        "--published", metavar="DAY", type=_day, help="ISO day that relative dates count from"
    )
    _params_option(parser)
    parser.set_defaults(handler=handlers.explain)


def _add_unknown(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "unknown",
        "List the actors and places of the claims that the knowledge tables lack.",
        "examples:\n  claims unknown\n  claims unknown --results out --limit 20",
    )
    _params_option(parser)
    _results_option(parser)
    parser.add_argument("--limit", type=int, metavar="N", help="show the N commonest")
    parser.set_defaults(handler=handlers.unknown)


# ---- the gold set


def _add_show(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "show",
        "Draw the blocks found on the pages of a PDF.",
        "examples:\n"
        "  claims show raw/sudan-2023.pdf -o pictures\n"
        "  claims show raw/sudan-2023.pdf -o pictures --page 2",
    )
    parser.add_argument("document", type=Path, help="a PDF")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--page", type=int, action="append", metavar="N", help="from 1; repeatable")
    _params_option(parser)
    parser.set_defaults(handler=handlers.show)


def _add_gold(commands: "_Commands") -> None:
    parser = _parser(
        commands,
        "gold",
        "Add to the gold set, compare annotators, export to annotation tools.",
        "examples:\n"
        "  claims gold new raw/x.pdf -o x.csv        a worksheet to fill in a spreadsheet\n"
        "  claims gold import x.csv raw/x.pdf        check it and convert it to gold/x.jsonl\n"
        "  claims gold import reviews.jsonl raw/x.pdf  the same for reviews from the report\n"
        "  claims gold import tasks.json raw/x.pdf  and for what other tools export\n"
        "  claims gold agree a.jsonl b.jsonl         how far two annotators agree\n"
        "  claims gold export brat out/              gold as spaCy, brat or Label Studio files",
    )
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", required=True)
    new = _parser(tasks, "new", "Make a worksheet of a document.", "")
    new.add_argument("raw", type=Path, help="PDF or text file")
    new.add_argument("-o", "--output", type=Path, required=True, help="the worksheet (CSV)")
    take = _parser(
        tasks, "import", "Check a filled worksheet or reviews and make gold of them.", ""
    )
    take.add_argument("sheet", type=Path, help="CSV, reviews.jsonl, or a tool's export")
    take.add_argument("raw", type=Path, help="the document that it was made of")
    take.add_argument("-o", "--output", type=Path, help="the gold file (gold/<document>.jsonl)")
    agree = _parser(tasks, "agree", "Compare two annotators of one document.", "")
    agree.add_argument("one", type=Path)
    agree.add_argument("other", type=Path)
    export = _parser(tasks, "export", "Write gold or claims for an annotation tool.", "")
    export.add_argument("format", choices=("brat", "docbin", "label-studio"))
    export.add_argument("output", type=Path, help="a folder for brat, else a file")
    export.add_argument("--claims", action="store_true", help="what was found, not gold")
    for task, handler in (
        (new, handlers.gold_new),
        (take, handlers.gold_import),
        (agree, handlers.gold_agree),
        (export, handlers.gold_export),
    ):
        _params_option(task)
        task.set_defaults(handler=handler)


# ---- what the subcommands share


def _parser(
    commands: "_Commands | None", name: str, description: str, epilog: str
) -> argparse.ArgumentParser:
    shape = argparse.RawDescriptionHelpFormatter
    if commands is None:
        return argparse.ArgumentParser(
            prog=name, description=description, epilog=epilog, formatter_class=shape
        )
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=description, description=description, epilog=epilog, formatter_class=shape
    )
    return parser


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        problem = f"{text!r} is not a day; write it as YYYY-MM-DD"
        raise argparse.ArgumentTypeError(problem) from error


def _params_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--params", type=Path, metavar="FILE", help="settings (params.yaml, where there is one)"
    )


def _stage_options(parser: argparse.ArgumentParser) -> None:
    _params_option(parser)
    parser.add_argument("--force", action="store_true", help="process unchanged documents again")
    parser.add_argument(
        "--keep-going", action="store_true", help="exit with 0 though documents were rejected"
    )


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def _results_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--results", type=Path, metavar="FOLDER", help="output of `claims run`, not the project's"
    )
