"""Reads YAML 1.2 (core schema) through libyaml.

YAML 1.1 readers take the cue ``no`` for False, ``12:30`` for 750 and a day for a date object; a
reader of YAML 1.2 in pure Python takes seconds over the lexicons, in every process. Here libyaml
parses, and plain scalars get the types of YAML 1.2, section 10.3.
"""

import re
from pathlib import Path
from typing import Any, ClassVar

import yaml

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc, valid-type]
    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice: one of the two entries would be lost."""
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(
                "while constructing a mapping", node.start_mark, "found a key twice", None
            )
        return mapping

    def construct_core_int(self, node: yaml.ScalarNode) -> int:
        """A leading zero is decimal; ``0o`` and ``0x`` tell octal and hexadecimal."""
        return int(node.value, 0 if node.value[:2] in ("0o", "0x") else 10)


_SCALARS = (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("float", r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "-+."),
)
for _name, _pattern, _first in _SCALARS:
    _characters = ["" if character == "\0" else character for character in _first]
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(f"^(?:{_pattern})$"), _characters
    )
_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_core_int)


def read_yaml(path: str | Path) -> Any:
    """Read one YAML document as plain data.

    Raises:
        OSError: the file cannot be opened.
        ValueError: it is not UTF-8 or not YAML, or a mapping has a key twice; line and column
            are named.
    """
    text = Path(path).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=_Loader)  # the loader is a safe one
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
