"""The documents that gold exists for: those that were extracted, and others given."""

from collections.abc import Container, Iterable
from pathlib import Path

from pipeline.config import Params
from pipeline.schema import Document
from pipeline.stages.files import read_extracted


def read_gold_documents(
    params: Params, root: Path, gold: Container[str], more: Iterable[Document] = ()
) -> dict[str, Document]:
    """Return the documents with gold by id, in the order of their ids.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.
        gold: ids of the documents that gold exists for.
        more: documents that stand in for extracted ones or join them.

    Raises:
        PipelineError: a file of the extracted documents is no Document.
    """
    folder = root / params.extract.output
    found = {
        path.stem: read_extracted(path)
        for path in sorted(folder.glob("*.json"))
        if path.stem in gold
    }
    found |= {document.doc_id: document for document in more if document.doc_id in gold}
    return dict(sorted(found.items()))
