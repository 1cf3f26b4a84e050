"""The notebooks run from top to bottom, and stay as short as they promise."""

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
LINES = 20


def read(path):
    nbformat = pytest.importorskip(
        "nbformat", reason="needs nbformat (pip install dossier-claims[notebook])"
    )
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_short_and_shipped_without_outputs(path):
    cells = code(read(path))
    lines = [line for cell in cells for line in cell.source.splitlines() if line.strip()]
    assert 0 < len(lines) <= LINES
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_runs(path):
    nbclient = pytest.importorskip(
        "nbclient", reason="needs nbclient (pip install dossier-claims[notebook])"
    )
    pytest.importorskip(
        "ipykernel", reason="needs ipykernel (pip install dossier-claims[notebook])"
    )
    pytest.importorskip(
        "matplotlib", reason="needs matplotlib (pip install dossier-claims[notebook])"
    )
    notebook = read(path)
    nbclient.NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(EXAMPLES)}}
    ).execute()
    kinds = [
        kind for cell in code(notebook) for out in cell.outputs for kind in out.get("data", {})
    ]
    assert kinds.count("image/png") == 2
    assert "text/html" in kinds
