"""Jobs that the runner is tried with; a module of its own, since worker processes import it."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import KnowledgeError, RejectedDocument
from pipeline.stages.runner import Split


@dataclass(frozen=True)
class Scripted:
    """Does what the payload says; writes a line to ``log`` for each document it works on."""

    log: Path
    broken_start: bool = False

    def start(self) -> None:
        if self.broken_start:
            raise KnowledgeError("two rows for one id", path="actors.csv", line=7)

    def __call__(self, payload: str) -> bytes:
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{payload}\n")
        action, _, rest = payload.partition(":")
        if action == "hang":
            time.sleep(60)
        if action == "crash":
            os._exit(3)
        if action == "eat":
            return bytes(int(rest) * 2**20)
        if action == "slow":
            time.sleep(float(rest))
        if action == "reject":
            raise RejectedDocument("is encrypted", code="encrypted", remedy="remove the password")
        if action == "fail":
            raise ValueError(rest)
        if action == "knowledge":
            raise KnowledgeError("bad row", path="places.csv", line=3)
        return payload.upper().encode()


@dataclass(frozen=True)
class Divided:
    """Divides ``a+b+c`` into parts, each done as :class:`Scripted` does it, then the whole."""

    log: Path
    folder: Path

    def start(self) -> None:
        pass

    def __call__(self, payload: str) -> bytes | Path | Split:
        if "+" in payload:
            return Split(tuple(payload.split("+")), f"={payload.replace('+', '')}")
        if payload.startswith("="):
            path = self.folder / payload
            path.write_bytes(payload.encode())
            return path
        return Scripted(self.log)(payload)
