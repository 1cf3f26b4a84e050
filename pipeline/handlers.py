"""What each subcommand does: reads the settings, calls a stage, tells what came out.

Each takes the parsed arguments and returns the exit status. Stages are imported on use: the
libraries behind one stage are of no use to another.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Params, read_params
from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.schema import Rejection
    from pipeline.stages.progress import ProgressReport


def extract(args: argparse.Namespace) -> int:
    """Read the documents of a project."""
    from pipeline.stages import extract

    with _progress("extract") as progress:
        result = extract.run(_params(args), Path(), force=args.force, progress=progress)
    return _tell(f"{len(result.read)} documents read", result.rejected, args)


def claims(args: argparse.Namespace) -> int:
    """Find the claims in the documents of a project."""
    from pipeline.stages import claims

    with _progress("claims") as progress:
        result = claims.run(_params(args), Path(), force=args.force, progress=progress)
    return _tell(f"{len(result.claims)} claims found", result.rejected, args)


def validate(args: argparse.Namespace) -> int:
    """Compare claims with the gold set, or show one gold claim."""
    from pipeline.evaluation.tables import text_table
    from pipeline.stages import validate

    params = _results_params(args)
    if args.explain is not None:
        sys.stdout.write(validate.explain_claim(args.explain, params, Path()) + "\n")
        return 0
    validation = validate.run(params, Path())
    if not args.quiet:
        sys.stdout.write(text_table(validation.scores) + "\n")
    for missed in validation.missed_floors:
        sys.stderr.write(f"below its floor: {missed}\n")
    return 1 if validation.missed_floors and not args.keep_going else 0


def report(args: argparse.Namespace) -> int:
    """Write the report."""
    from pipeline.stages import report

    report.run(_results_params(args), Path())
    return 0


def summary(args: argparse.Namespace) -> int:
    """Print what the last run found."""
    _print_summary(_results_params(args), as_json=args.json)
    return 0


def run(args: argparse.Namespace) -> int:
    """Read any documents, find their claims and write the report."""
    from pipeline.stages import claims, extract, report
    from pipeline.stages.progress import working

    params = _params(args).writing_to(args.output)
    with _progress("extract") as progress:
        extract.run(params, Path(), places=args.inputs, force=args.force, progress=progress)
    with _progress("claims") as progress:
        result = claims.run(params, Path(), force=args.force, progress=progress)
    with working("report"):
        report.run(params, Path())
    _print_summary(params, as_json=args.json)
    return 1 if result.rejected and not args.keep_going else 0


def explain(args: argparse.Namespace) -> int:
    """Print how a text is read."""
    from pipeline.stages import explain

    settings = _params(args).claims
    sys.stdout.write(explain.explain(args.text, settings, published=args.published))
    return 0


def unknown(args: argparse.Namespace) -> int:
    """Print the names that the knowledge tables lack."""
    from pipeline.stages import unknown

    names = unknown.run(_results_params(args), Path())
    sys.stdout.write(unknown.render(names[: args.limit]))
    return 0


def show(args: argparse.Namespace) -> int:
    """Draw the blocks of a document's pages."""
    from pipeline.stages import show

    for path in show.show_layout(
        args.document, args.output, _params(args).extract, pages=args.page
    ):
        sys.stdout.write(f"{path}\n")
    return 0


def gold_new(args: argparse.Namespace) -> int:
    """Make a worksheet."""
    from pipeline.stages import gold

    rows = gold.new_worksheet(args.raw, args.output, _params(args))
    sys.stderr.write(f"{rows} rows written to {args.output}\n")
    return 0


def gold_import(args: argparse.Namespace) -> int:
    """Turn a worksheet into gold."""
    from pipeline.stages import gold

    path = gold.import_worksheet(args.sheet, args.raw, _params(args), Path(), output=args.output)
    sys.stderr.write(f"gold written to {path}\n")
    return 0


def gold_agree(args: argparse.Namespace) -> int:
    """Print how far two annotators agree."""
    from pipeline.stages import gold

    sys.stdout.write(gold.agree(args.one, args.other) + "\n")
    return 0


def gold_export(args: argparse.Namespace) -> int:
    """Write gold for an annotation tool."""
    from pipeline.stages import gold

    events = gold.export(args.format, args.output, _params(args), Path(), claims=args.claims)
    sys.stderr.write(f"{events} claims written to {args.output}\n")
    return 0


def _params(args: argparse.Namespace) -> Params:
    if args.params is not None:
        return read_params(args.params)
    return read_params() if Path("params.yaml").is_file() else Params()


def _results_params(args: argparse.Namespace) -> Params:
    """The settings, where the results that a command reads are there."""
    params = _params(args)
    params = params if args.results is None else params.writing_to(args.results)
    folder = Path(params.claims.output)
    if not (folder / "claims.jsonl").is_file():
        remedy = (
            "go to the folder of a project and `make run`, or name the output of `claims run` "
            "with --results FOLDER"
        )
        raise PipelineError("holds no claims.jsonl, so no results", path=folder, remedy=remedy)
    return params


def _print_summary(params: Params, *, as_json: bool) -> None:
    from pipeline.stages import summary
    from pipeline.stages.console import show

    found = summary.read(params, Path())
    if as_json:
        sys.stdout.write(found.model_dump_json(indent=1) + "\n")
    else:
        show(summary.render(found), sys.stdout)


def _progress(stage: str) -> "ProgressReport":
    from pipeline.stages.progress import ProgressReport

    return ProgressReport(stage)


def _tell(done: str, rejected: "Sequence[Rejection]", args: argparse.Namespace) -> int:
    for rejection in rejected:
        sys.stderr.write(f"rejected {rejection.path}: {rejection.reason} [{rejection.code}]\n")
    sys.stderr.write(f"{done}, {len(rejected)} rejected\n")
    return 1 if rejected and not args.keep_going else 0
