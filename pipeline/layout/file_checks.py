"""What can be wrong with a file of any kind before it is read."""

from pathlib import Path

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument


def check_size(path: Path, settings: ExtractSettings) -> int:
    """The size of a file in bytes.

    Raises:
        RejectedDocument: code ``unreadable``, ``empty`` or ``too-large``.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if size == 0:
        raise empty(path)
    if size > settings.max_file_bytes:
        raise RejectedDocument(
            f"is larger than {settings.max_file_bytes} bytes",
            code="too-large",
            path=path,
            remedy="raise extract.max_file_bytes, or split the file",
        )
    return size


def unreadable(path: Path, error: OSError) -> RejectedDocument:
    """The rejection of a file that the system does not let us read."""
    return RejectedDocument(f"cannot be read: {error.strerror}", code="unreadable", path=path)


def empty(path: Path) -> RejectedDocument:
    """The rejection of a file without content."""
    return RejectedDocument("is empty", code="empty", path=path, remedy="fetch the file again")
