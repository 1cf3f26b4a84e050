"""Broken PDF files, made from the shipped ones: the same three hundred every time.

``list(mutants())`` yields a name and a function that makes the bytes. The kinds: bytes flipped,
parts cut out, repeated or moved, the end cut off, objects removed, references turned into loops,
arrays nested deeply, page boxes of absurd size, fonts without their Unicode map, streams that
unpack without end.
"""

import random
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

RAW = Path(__file__).parents[2] / "raw"
SEEDS = ("sahel-2020-2023", "sudan-2023", "syria-deconfliction")
EACH = 10  # mutants of one kind from one document
OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
Mutation = Callable[[bytes, random.Random], bytes]


def flip_bytes(data: bytes, choose: random.Random) -> bytes:
    """One to forty bytes anywhere get another value."""
    changed = bytearray(data)
    for _ in range(choose.choice((1, 3, 10, 40))):
        changed[choose.randrange(len(changed))] = choose.randrange(256)
    return bytes(changed)


def flip_syntax(data: bytes, choose: random.Random) -> bytes:
    """Digits of references, lengths and offsets change."""
    changed = bytearray(data)
    places = [m.start() for m in re.finditer(rb"(?<=[ /])\d+(?= 0 R| obj|\s|/)", data)]
    for _ in range(choose.randint(1, 8)):
        changed[choose.choice(places)] = ord(choose.choice("0123456789"))
    return bytes(changed)


def cut_end(data: bytes, choose: random.Random) -> bytes:
    """The file breaks off."""
    return data[: choose.randrange(1, len(data))]


def cut_middle(data: bytes, choose: random.Random) -> bytes:
    """Some bytes in the middle are missing."""
    start = choose.randrange(len(data) - 1)
    return data[:start] + data[start + choose.choice((1, 20, 500, 5000)) :]


def repeat_part(data: bytes, choose: random.Random) -> bytes:
    """Some bytes come twice."""
    start = choose.randrange(len(data) - 1)
    return data[: start + 1000] + data[start:]


def remove_object(data: bytes, choose: random.Random) -> bytes:
    """One to three objects are blanked; offsets stay right."""
    for _ in range(choose.randint(1, 3)):
        spans = [m.span() for m in OBJECT.finditer(data)]
        start, end = choose.choice(spans)
        data = data[:start] + b" " * (end - start) + data[end:]
    return data


def loop_references(data: bytes, choose: random.Random) -> bytes:
    """References point at one another's objects, or at their own."""
    places = [m.span() for m in re.finditer(rb"\d+(?= 0 R)", data)]
    numbers = [data[a:b] for a, b in places]
    changed = bytearray(data)
    for start, end in choose.sample(places, min(len(places), choose.choice((1, 5, 50)))):
        other = choose.choice([n for n in numbers if len(n) == end - start])
        changed[start:end] = other
    return bytes(changed)


def appended(data: bytes, choose: random.Random, body: bytes) -> bytes:
    """An incremental update that puts ``body`` in the place of one of the objects."""
    number = int(choose.choice(re.findall(rb"(\d+) 0 obj", data)))
    root = re.search(rb"/Root (\d+) 0 R", data)
    start = [int(n) for n in re.findall(rb"startxref\s+(\d+)", data)][-1]
    at = len(data) + 1
    update = b"\n%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    tail = b"trailer\n<< /Size 999 /Prev %d /Root %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        start,
        root[0][6:] if root else b"1 0 R",
        at + len(update) - 1,
    )
    return data + update + table + tail


def nest_deeply(data: bytes, choose: random.Random) -> bytes:
    """An object becomes an array in an array in an array."""
    depth = choose.choice((500, 20_000))
    return appended(data, choose, b"[" * depth + b"]" * depth)


def absurd_boxes(data: bytes, choose: random.Random) -> bytes:
    """Page boxes of no size, of astronomic size, or that are no numbers."""
    box = choose.choice(
        (b"[0 0 0 0]", b"[0 0 1e30 1e30]", b"[9 9 -9999999 5]", b"[/a /b (c) null]", b"[1]")
    )
    return appended(data, choose, b"<< /Type /Page /MediaBox %s /CropBox %s >>" % (box, box))


def drop_unicode(data: bytes, choose: random.Random) -> bytes:
    """Fonts lose their map to Unicode or their encoding; lengths stay the same."""
    for key in choose.sample((b"/ToUnicode", b"/Encoding", b"/Widths", b"/FontDescriptor"), 2):
        data = data.replace(key, b"/" + b"X" * (len(key) - 1))
    return data


def bomb(data: bytes, choose: random.Random) -> bytes:
    """A stream that unpacks to a hundred million bytes."""
    fill = choose.choice((b" ", b"[", b"(a) Tj ", b"q "))
    packed = zlib.compress(fill * (100_000_000 // len(fill)), 9)
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return appended(data, choose, head + packed + b"\nendstream")


KINDS: tuple[Mutation, ...] = (
    flip_bytes,
    flip_syntax,
    cut_end,
    cut_middle,
    repeat_part,
    remove_object,
    loop_references,
    nest_deeply,
    absurd_boxes,
    drop_unicode,
)


def mutants() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """All mutants by name, each made when it is called; the same bytes each time."""
    for seed in SEEDS:
        data = (RAW / f"{seed}.pdf").read_bytes()
        for kind, count in (*((kind, EACH) for kind in KINDS), (bomb, 2)):
            for number in range(count):
                name = f"{seed}-{kind.__name__}-{number}"
                yield name, partial(_make, kind, data, name)


def _make(kind: Mutation, data: bytes, name: str) -> bytes:
    return kind(data, random.Random(name))
