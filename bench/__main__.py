"""Run every benchmark of this folder in a process of its own: `make bench`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LEFT_OUT = frozenset({"__init__", "__main__", "installation", "multiplied", "table"})


def main() -> int:
    """Exit code 1 when a benchmark did not come to its end."""
    here = Path(__file__).parent
    names = sorted(path.stem for path in here.glob("*.py") if path.stem not in LEFT_OUT)
    failed = [
        name
        for name in names
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=here.parent, check=False).returncode
    ]
    if failed:
        print(f"did not come to an end: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
