"""`kill -9` between any two steps of a command leaves all or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MIN_STEPS = 14  # thirteen statements and the commit: fewer would mean that the killing did not happen


def test_a_command_killed_at_any_step_leaves_all_or_nothing(tmp_path: Path, project_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(project_root / "tests/ledger/killed.py"), str(tmp_path)],
        cwd=project_root,
        env={"PYTHONPATH": f"{project_root}:{project_root / 'src'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= MIN_STEPS
