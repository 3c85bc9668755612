"""Refuses clock, chance and environment where decisions are made.

import-linter sees which modules are imported; it cannot see `datetime.now()`, and it has no list of *allowed*
libraries. This check reads the syntax tree of every pure module: the same input gives the same answer, today
and on the day somebody replays the ledger. Run it as `python -m tools.check_purity`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.findings import ROOT, Finding, report

# Patterns below src/phoihop/. Pure modules decide; replayed ones turn acts into rows, with Django's tables.
PURE = (
    "kernel/**/*.py",
    "reading/**/*.py",
    "*/acts.py",
    "*/domain/**/*.py",
    "*/domain.py",
    "ledger/note.py",
    "ledger/tree.py",
)
REPLAYED = ("*/projections.py", "*/projections/**/*.py", "ledger/fold.py")

LIBRARIES = frozenset({"cryptography", "msgspec", "phoihop", "rfc8785", "yaml"})
# Files become text in one package only (ADR 0012): bytes in, text out.
FORMATS = "src/phoihop/reading/formats/"
FORMAT_LIBRARIES = LIBRARIES | {"lxml", "pdfminer", "python_calamine"}

IMPURE_MODULES = {
    "asyncio": "runs at somebody else's pace",
    "getpass": "reads the environment",
    "locale": "depends on the machine's language",
    "logging": "writes outside",
    "multiprocessing": "runs at somebody else's pace",
    "os": "reads the environment (paths: pathlib)",
    "platform": "reads the machine",
    "random": "is chance",
    "secrets": "is chance",
    "shutil": "writes files",
    "socket": "talks to the network",
    "sqlite3": "talks to a database",
    "subprocess": "starts programs",
    "tempfile": "writes files",
    "threading": "shares state",
    "time": "reads the clock",
    "ulid": "reads the clock and is chance",
    "urllib.request": "talks to the network",
    "uuid": "is chance",
    "zoneinfo": "reads the machine's time-zone files",
}
CLOCK_READINGS = frozenset({"now", "today", "utcnow"})
CLOCKS = frozenset({"date", "datetime"})


def _impure_import(name: str) -> str | None:
    """Why the module `name` may not be imported in a replayed module; None where it may."""
    for module, reason in IMPURE_MODULES.items():
        if name == module or name.startswith(f"{module}."):
            return f"imports {name}, which {reason}; hand the value in as an argument"
    return None


def _foreign_library(name: str, libraries: frozenset[str]) -> str | None:
    top = name.partition(".")[0]
    if top in libraries or top in sys.stdlib_module_names:
        return None
    return f"imports {top}, which is not among the libraries of pure modules ({', '.join(sorted(libraries))})"


def _imported_names(node: ast.AST) -> tuple[str, ...]:
    match node:
        case ast.Import(names=names):
            return tuple(alias.name for alias in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            # `from urllib import request` imports urllib.request as well.
            return (module, *(f"{module}.{alias.name}" for alias in names))
        case _:
            return ()


def _clock_names(tree: ast.Module) -> frozenset[str]:
    """Names under which this module knows the classes date and datetime."""
    imports = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "datetime"
    ]
    aliases = [alias for node in imports for alias in node.names if alias.name in CLOCKS]
    return CLOCKS | {alias.asname or alias.name for alias in aliases}


def _clock_reading(node: ast.AST, *, clocks: frozenset[str]) -> str | None:
    """Sentence about `datetime.now`, `date.today`, `dt.datetime.utcnow`, called or passed on; else None."""
    if not isinstance(node, ast.Attribute) or node.attr not in CLOCK_READINGS:
        return None
    owner = node.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    if name not in clocks:
        return None
    return f"reads the clock ({name}.{node.attr}); hand the day or the instant in as an argument"


def _sentences(node: ast.AST, *, libraries: frozenset[str] | None, clocks: frozenset[str]) -> Iterator[str]:
    names = _imported_names(node)
    impure = [sentence for name in names if (sentence := _impure_import(name))]
    foreign = [
        sentence
        for name in names
        if libraries is not None and (sentence := _foreign_library(name, libraries))
    ]
    yield from (*impure[:1], *foreign[:1])
    clock = _clock_reading(node, clocks=clocks)
    if clock is not None:
        yield clock


def impurities(source: str, *, path: str, pure: bool) -> tuple[Finding, ...]:
    """Findings in one module. `pure` demands the list of allowed libraries too, as for acts and domain."""
    tree = ast.parse(source, filename=path)
    clocks = _clock_names(tree)
    allowed = FORMAT_LIBRARIES if path.startswith(FORMATS) else LIBRARIES
    libraries = allowed if pure else None
    return tuple(
        Finding(path, getattr(node, "lineno", 0), sentence)
        for node in ast.walk(tree)
        for sentence in _sentences(node, libraries=libraries, clocks=clocks)
    )


def check(package: Path) -> Iterator[Finding]:
    """Findings in all pure and replayed modules below `package` (the folder of the package phoihop)."""
    for patterns, pure in ((PURE, True), (REPLAYED, False)):
        for path in sorted({path for pattern in patterns for path in package.glob(pattern)}):
            shown = path.relative_to(package.parent.parent).as_posix()
            yield from impurities(path.read_text(encoding="utf-8"), path=shown, pure=pure)


if __name__ == "__main__":
    sys.exit(report(check(ROOT / "src" / "phoihop"), subject="Clock, chance or environment in pure modules"))
