"""Refuses what the house refuses and no ready-made linter knows.

One function per rule; it takes one file and gives findings whose sentence says what and why. TEXT_RULES and
TREE_RULES at the end say which rule looks at which files. Run it as `python -m tools.check_house_rules`.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.findings import ROOT, Finding, project_files, report

MODULE_LINES = 400
FUNCTION_LINES = 60

VAGUE_NAMES = frozenset({"common", "helper", "helpers", "misc", "util", "utils"})
FOREIGN_LOCKS = frozenset(
    {"Pipfile.lock", "package-lock.json", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "yarn.lock"}
)

SIGNAL_MODULES = frozenset(
    {
        "django.contrib.auth.signals",
        "django.core.signals",
        "django.db.backends.signals",
        "django.db.models.signals",
        "django.dispatch",
        "django.test.signals",
    }
)
# The one signal with a decision record: a migration that rebuilds a table on SQLite loses its triggers.
ALLOWED_SIGNALS = frozenset({("django.db.models.signals", "post_migrate")})

# Written as patterns, so that this file itself names none of them.
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|tmp|root|home/\w+|Users/\w+)(?=/|\b(?![\w.-]))")
REGISTRY_HOST = re.compile(
    r"\b(?:pypi|test\.pypi|pythonhosted|npmjs|yarnpkg|proxy\.golang|crates)\.(?:org|com|io)\b"
)

INLINE_STYLE = re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE)
INLINE_SCRIPT = re.compile(
    r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")|<[^>]*\son[a-z]+\s*=", re.IGNORECASE
)
FOREIGN_ASSET = re.compile(
    r"\b(?:src|srcset|poster)\s*=\s*[\"']?\s*(?:https?:)?//|<link\b[^>]*\bhref\s*=\s*[\"']?\s*(?:https?:)?//"
    r"|(?:@import|url\()\s*[\"'(]*\s*(?:https?:)?//|\bimport\b[^;\n]*[\"']https?://",
    re.IGNORECASE,
)

DIRECTIVE = re.compile(
    r"#\s*(?:type:\s*ignore(?:\[[^\]]*\])?|noqa(?::\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?)"
)


def _lines_matching(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Line number and matched text of each match; a match may reach over several lines, as a tag does."""
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, " ".join(match.group().split())


# -------------------------------------------------------------------------------------------- names and sizes
def forbidden_name(path: str) -> Iterator[Finding]:
    """A file or folder whose name says nothing, or a lock file of a foreign kind."""
    place = PurePosixPath(path)
    vague = VAGUE_NAMES & {*place.parts[:-1], place.stem}
    if vague and place.suffix == ".py":
        yield Finding(
            path, 0, f"“{min(vague)}” says nothing about what is inside; name it after what it does"
        )
    if place.name in FOREIGN_LOCKS:
        yield Finding(
            path, 0, "locks live in requirements/*.lock, which hold hashes and no addresses; remove this file"
        )


def long_module(path: str, text: str) -> Iterator[Finding]:
    """A module beyond MODULE_LINES lines."""
    lines = len(text.splitlines())
    if lines > MODULE_LINES:
        yield Finding(
            path, 0, f"has {lines} lines; beyond {MODULE_LINES} a module has two subjects: split it"
        )


def long_function(path: str, tree: ast.Module) -> Iterator[Finding]:
    """A function beyond FUNCTION_LINES lines, its decorators not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                sentence = f"{node.name}() has {lines} lines; nobody holds more than {FUNCTION_LINES} in mind"
                yield Finding(path, node.lineno, sentence)


# ----------------------------------------------------------------------------------------------------- python
def catch_all(path: str, tree: ast.Module) -> Iterator[Finding]:
    """`except:`, `except Exception`, `except BaseException`, alone, in a tuple or qualified."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(_is_catch_all(kind) for kind in caught):
                sentence = (
                    "catches everything, so a defect looks like a refusal; name the errors that are expected"
                )
                yield Finding(path, node.lineno, sentence)


def _is_catch_all(kind: ast.expr | None) -> bool:
    if kind is None:
        return True
    name = kind.attr if isinstance(kind, ast.Attribute) else kind.id if isinstance(kind, ast.Name) else ""
    return name in {"BaseException", "Exception"}


def _imports(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """(line, module, name) of each import; the name is empty for `import module`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, node.module, alias.name) for alias in node.names)


def signals(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Use of Django's signals, but for the one that a decision record allows."""
    for line, module, name in _imports(tree):
        used = module in SIGNAL_MODULES or f"{module}.{name}" in SIGNAL_MODULES
        if used and (module, name) not in ALLOWED_SIGNALS:
            sentence = "uses Django signals: effects that no caller sees; call it, or declare a port"
            yield Finding(path, line, sentence)


def thread_locals(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Thread-local state: `threading.local`, `asgiref.local`."""
    for line, module, name in _imports(tree):
        if (module, name) == ("threading", "local") or module == "asgiref.local":
            yield Finding(path, line, "keeps state per thread; the actor and the day are arguments")
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="local", value=ast.Name(id="threading")):
                yield Finding(
                    path, node.lineno, "keeps state per thread; the actor and the day are arguments"
                )


def writable_admin(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Django's admin, which writes rows past every command."""
    for line, module, name in _imports(tree):
        if module.startswith("django.contrib.admin") or (module, name) == ("django.contrib", "admin"):
            yield Finding(
                path,
                line,
                "uses Django's admin, which changes rows without an act; write a command and a page",
            )


def silenced_without_reason(path: str, text: str) -> Iterator[Finding]:
    """`# noqa` and `# type: ignore` that say neither beside them nor on the line above why."""
    comments = [token for token in _tokens(text) if token.type == tokenize.COMMENT]
    commented = {token.start[0]: token.string for token in comments if DIRECTIVE.search(token.string) is None}
    for token in comments:
        reason, found = DIRECTIVE.subn("", token.string)
        line = token.start[0]
        if found and not re.search(r"\w{2,}", reason) and line - 1 not in commented:
            yield Finding(path, line, "silences a checker without saying why; put the reason beside it")


def _tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    return tokenize.generate_tokens(io.StringIO(text).readline)


# -------------------------------------------------------------------------------------- templates and statics
def inline_style(path: str, text: str) -> Iterator[Finding]:
    """`style="…"` or `<style>` in a template."""
    for line, _ in _lines_matching(INLINE_STYLE, text):
        sentence = "styles inline, which the content security policy blocks; use a class or SVG attributes"
        yield Finding(path, line, sentence)


def inline_script(path: str, text: str) -> Iterator[Finding]:
    """A script without src, or an event handler as an attribute, in a template."""
    for line, _ in _lines_matching(INLINE_SCRIPT, text):
        yield Finding(
            path, line, "scripts inline, which the content security policy blocks; put it into a module file"
        )


def foreign_asset(path: str, text: str) -> Iterator[Finding]:
    """A script, style, font or picture from another host."""
    for line, found in _lines_matching(FOREIGN_ASSET, text):
        yield Finding(
            path, line, f"loads from another host ({found}); offices have no internet: ship the file"
        )


# -------------------------------------------------------------------------------------------------- all files
def machine_path(path: str, text: str) -> Iterator[Finding]:
    """An absolute path of somebody's machine."""
    for line, found in _lines_matching(MACHINE_PATH, text):
        yield Finding(path, line, f"names a path of one machine ({found}…); nobody else has it")


def registry_host(path: str, text: str) -> Iterator[Finding]:
    """The address of a package registry."""
    for line, found in _lines_matching(REGISTRY_HOST, text):
        yield Finding(path, line, f"names a package registry ({found}); each installation chooses its own")


# ---------------------------------------------------------------------------------------------------- running
PYTHON_FOLDERS = ("src", "tools", "bench", "tests")
PRODUCT_FOLDERS = ("src", "tools")
WEB_SUFFIXES = (".html", ".svg", ".txt")
ASSET_SUFFIXES = (".css", ".html", ".js", ".mjs", ".svg")


@dataclass(frozen=True, slots=True)
class Scope:
    """Files in one of `folders` (top folders; empty: everywhere) with one of `suffixes` (empty: any)."""

    folders: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether the file at `path`, relative to the project, is looked at."""
        top, _, _ = path.partition("/")
        in_folder = not self.folders or top in self.folders
        return in_folder and (not self.suffixes or path.endswith(self.suffixes))


EVERYWHERE = Scope()
ALL_PYTHON = Scope(PYTHON_FOLDERS, (".py",))
PRODUCT_PYTHON = Scope(PRODUCT_FOLDERS, (".py",))
TEMPLATES = Scope(("src",), WEB_SUFFIXES)
ASSETS = Scope(("src",), ASSET_SUFFIXES)

TextRule = Callable[[str, str], Iterator[Finding]]
TreeRule = Callable[[str, ast.Module], Iterator[Finding]]

TEXT_RULES: tuple[tuple[TextRule, Scope], ...] = (
    (machine_path, EVERYWHERE),
    (registry_host, EVERYWHERE),
    (long_module, PRODUCT_PYTHON),
    (silenced_without_reason, ALL_PYTHON),
    (inline_style, TEMPLATES),
    (inline_script, TEMPLATES),
    (foreign_asset, ASSETS),
)
TREE_RULES: tuple[tuple[TreeRule, Scope], ...] = (
    (long_function, PRODUCT_PYTHON),
    (catch_all, ALL_PYTHON),
    (signals, PRODUCT_PYTHON),
    (thread_locals, PRODUCT_PYTHON),
    (writable_admin, PRODUCT_PYTHON),
)


def findings_in(path: str, data: bytes) -> Iterator[Finding]:
    """Findings in one file. `path` is relative to the project, with slashes; binary files pass."""
    yield from forbidden_name(path)
    if b"\0" in data:
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return  # a fixture in an old Vietnamese encoding
    yield from (finding for rule, scope in TEXT_RULES if scope.holds(path) for finding in rule(path, text))
    if ALL_PYTHON.holds(path):
        tree = ast.parse(text, filename=path)
        yield from (
            finding for rule, scope in TREE_RULES if scope.holds(path) for finding in rule(path, tree)
        )


def check(root: Path) -> Iterator[Finding]:
    """Findings in all files of the project at `root`; migrations are written by a machine and pass."""
    for path in project_files(root):
        place = path.relative_to(root)
        if "migrations" not in place.parts:
            yield from findings_in(place.as_posix(), path.read_bytes())


if __name__ == "__main__":
    sys.exit(report(check(ROOT), subject="Breaks of the house's rules"))
