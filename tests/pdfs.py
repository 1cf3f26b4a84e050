"""Small PDF files made here, good and bad."""

import hashlib
from collections.abc import Iterable

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
PAGE = "/MediaBox [0 0 595 842] /Contents 5 0 R"
IDENTIFIER = bytes(range(16))


def make_pdf(lines: Iterable[str], *, password: str | None = None) -> bytes:
    """One A4 page with a line of Helvetica below another; locked when a password is given."""
    shown = "".join(f"({_escape(line)}) Tj T*\n" for line in lines)
    content = f"BT /F1 11 Tf 72 770 Td 14 TL\n{shown}ET" if shown else "0 0 100 100 re f"
    return _page(content, password)


def make_heap(count: int) -> bytes:
    """A page that draws ``count`` characters on one spot."""
    return _page("BT /F1 11 Tf\n" + "1 0 0 1 72 700 Tm (x) Tj\n" * count + "ET")


def _page(content: str, password: str | None = None) -> bytes:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {PAGE} /Resources << /Font << /F1 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    if password is not None:
        objects.append(_encryption(password.encode()))
    return _file(objects, encrypted=password is not None)


def _escape(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: list[str], *, encrypted: bool) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    identifier = IDENTIFIER.hex()
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R /ID [<{identifier}> <{identifier}>]"
    if encrypted:
        trailer += f" /Encrypt {len(objects)} 0 R"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< {trailer} >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def _encryption(password: bytes) -> str:
    """The standard handler, revision 2: ISO 32000-1, 7.6.3, algorithms 2 to 4."""
    padded = (password + PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    allowed = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + allowed + IDENTIFIER).digest()[:5]
    user = _rc4(key, PADDING)
    return f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>"


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
