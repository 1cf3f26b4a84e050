"""A Document written while it is made: its parts wait in temporary files until all are known.

The file that comes out holds the length of the Document's JSON in bytes, a line end, the JSON as
``Document.model_dump_json`` gives it, and the text.
"""

import shutil
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from pydantic_core import from_json, to_json

from pipeline.layout.assemble import SEPARATOR, Places
from pipeline.layout.metadata import YEARS
from pipeline.schema import Block, Source

HEAD_PAGES = 2  # whose blocks are kept, since they hold the title and the date


class DocumentFile:
    """Takes the blocks of one document, the body's first.

    Args:
        files: closes the temporary files.

    Attributes:
        head: blocks of the first pages, in reading order.
        years: the years that the text names.
    """

    def __init__(self, files: ExitStack) -> None:
        self.head: list[Block] = []
        self._years: set[str] = set()
        self._text = _temporary(files)
        self._body = _temporary(files)
        self._blocks = _temporary(files)
        self._runs = _temporary(files)
        self._numbers = array("q")

    @property
    def years(self) -> str:
        """The years that the text names, apart by spaces."""
        return " ".join(sorted(self._years))

    def add_body(self, number: int, block: Block, places: Places) -> None:
        """Take the next block of the body; blocks come in the order of their numbers."""
        if self._numbers:
            self._text.write(SEPARATOR.encode())
        self._text.write(block.text.encode())
        self._years.update(YEARS.findall(block.text))
        self._numbers.append(number)
        self._body.write(block.model_dump_json().encode() + b"\n")
        for run in places.dumped():
            self._runs.write(b"," if self._runs.tell() else b"")
            self._runs.write(run)

    def add_others(self, others: Iterable[tuple[int, Block]]) -> None:
        """Take the blocks outside the body, and put all into their order."""
        self._body.seek(0)
        body = zip(self._numbers, self._body, strict=True)
        dumped = ((number, block.model_dump_json().encode()) for number, block in others)
        for _, data in merge(body, dumped, key=itemgetter(0)):
            self._blocks.write(b"," if self._blocks.tell() else b"")
            self._blocks.write(data.rstrip(b"\n"))
            self._keep_head(data)

    def _keep_head(self, data: bytes) -> None:
        if self.head and self.head[-1].boxes and self.head[-1].boxes[0].page > HEAD_PAGES:
            return
        self.head.append(Block.model_validate(from_json(data)))

    def write(self, target: Path, doc_id: str, source: Source) -> None:
        """Write the finished document."""
        with TemporaryFile() as json:
            json.write(b'{"doc_id":' + to_json(doc_id))
            json.write(b',"source":' + source.model_dump_json().encode() + b',"text":"')
            for piece in _pieces(self._text):
                json.write(to_json(piece)[1:-1])
            json.write(b'","blocks":[')
            _append(self._blocks, json)
            json.write(b'],"runs":[')
            _append(self._runs, json)
            json.write(b"]}")
            with target.open("wb") as file:
                file.write(b"%d\n" % json.tell())
                _append(json, file)
                _append(self._text, file)


def _temporary(files: ExitStack) -> IO[bytes]:
    return files.enter_context(TemporaryFile())


def _append(source: IO[bytes], target: IO[bytes]) -> None:
    source.seek(0)
    shutil.copyfileobj(source, target)


def _pieces(file: IO[bytes]) -> Iterator[str]:
    """The lines of a text, white space and all."""
    file.seek(0)
    for line in file:
        yield line.decode()
