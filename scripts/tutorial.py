"""Run the commands of the tutorial in a clone, and write what they print into the page.

    python scripts/tutorial.py CLONE            rewrite docs/tutorial.md
    python scripts/tutorial.py CLONE --check    exit with 1 where it differs

CLONE is a fresh clone of the project, which is changed: see ``make tutorial``. The commands of
blocks marked ``bash`` are run in it, one after the other; the block marked ``text`` that follows
one becomes what it wrote to its standard output. Blocks marked ``sh`` are left alone.
"""

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs/tutorial.md"
BLOCK = re.compile(
    r"```bash\n(?P<command>.*?)```\n(?:\n(?P<fence>```text[^\n]*\n).*?```\n)?", re.DOTALL
)


def rerun(text: str, clone: Path) -> str:
    """Return the page with the output of its commands, run in ``clone``."""
    parts, end = [], 0
    for match in BLOCK.finditer(text):
        parts.append(text[end : match.start()])
        end = match.end()
        printed = run(match["command"], clone)
        parts.append(f"```bash\n{match['command']}```\n")
        if match["fence"]:
            parts.append(f"\n{match['fence']}{printed}```\n")
    return "".join([*parts, text[end:]])


def run(command: str, clone: Path) -> str:
    """Run a command in the clone's environment; return what it printed."""
    path = f"{clone / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    # Under make, a make that is run here would announce its folder among the output.
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", command],
        cwd=clone,
        env={**outer, "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "".join(line + "\n" for line in lines)


def main(arguments: list[str]) -> int:
    """Rewrite or check the page."""
    clone = Path(arguments[0]).resolve()
    run("make run", clone)
    before = PAGE.read_text(encoding="utf-8")
    after = rerun(before, clone)
    if "--check" in arguments:
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), "docs/tutorial.md", "now", lineterm=""
        )
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
