"""Any files and folders to an output folder, without DVC: extract, claims and report in a row."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.config import Params
from pipeline.stages import claims, extract, report
from pipeline.stages.cache import Cache
from pipeline.stages.claims import ClaimsResult
from pipeline.stages.runner import Progress


def run(
    places: Sequence[Path],
    output: Path,
    params: Params,
    root: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> tuple[Params, ClaimsResult]:
    """Process ``places`` into ``output``, laid out as ``extracted/`` is in a project.

    Returns:
        The parameters with their paths pointing into ``output``, and the result.
    """
    here = in_folder(params, output)
    extract.extract(
        places,
        root / here.extract.output,
        here.extract,
        root=root,
        cache=Cache(root / output / ".cache" / "extract", fresh=force),
        progress=progress,
    )
    result = claims.run(here, root, force=force, progress=progress)
    report.run(here, root)
    return here, result


def in_folder(params: Params, output: Path) -> Params:
    """Return the parameters with all results below ``output``, laid out as in a project."""
    return params.model_copy(
        update={
            "extract": params.extract.model_copy(update={"output": str(output / "documents")}),
            "claims": params.claims.model_copy(update={"output": str(output)}),
        }
    )
