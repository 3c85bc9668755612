"""The house's rules must be able to fail: each case is a file with one break, or an allowed neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_house_rules import check, findings_in

MODULE = "src/phoihop/registry/commands.py"
TEMPLATE = "src/phoihop/registry/templates/registry/body.html"
STYLE = "src/phoihop/ui/static/ui/base.css"
SCRIPT = "src/phoihop/ui/static/ui/select.js"

# Put together from parts, so that this file does not break the rules that it tests.
SLASH = "/"
HOST = "py" + "pi.org"
WAY = "htt" + "ps://cdn.example/"

REFUSED = {
    "a module of 401 lines": (MODULE, "x = 1\n" * 401, 0, "has 401 lines"),
    "a function of 61 lines": (MODULE, "def act():\n" + "    x = 1\n" * 60, 1, "act() has 61 lines"),
    "a method of 61 lines": (
        MODULE,
        "class A:\n    def act(self):\n" + "        x = 1\n" * 60,
        2,
        "act() has 61",
    ),
    "utils.py": ("src/phoihop/registry/utils.py", "", 0, "“utils” says nothing"),
    "a folder named common": ("src/phoihop/common/period.py", "", 0, "“common” says nothing"),
    "helpers among the tests": ("tests/registry/helpers.py", "", 0, "“helpers” says nothing"),
    "a lock with addresses": ("uv.lock", "", 0, "locks live in requirements/*.lock"),
    "a lock of another world": ("ui/package-lock.json", "{}", 0, "locks live in requirements/*.lock"),
    "a bare except": (MODULE, "try:\n    x = 1\nexcept:\n    x = 2\n", 3, "catches everything"),
    "except Exception": (
        MODULE,
        "try:\n    x = 1\nexcept Exception as e:\n    x = 2\n",
        3,
        "catches everything",
    ),
    "BaseException in a tuple": (
        MODULE,
        "try:\n    x = 1\nexcept (ValueError, BaseException):\n    x = 2\n",
        3,
        "catches everything",
    ),
    "a qualified catch-all": (
        MODULE,
        "import builtins\ntry:\n    x = 1\nexcept builtins.Exception:\n    x = 2\n",
        4,
        "catches everything",
    ),
    "a signal": (MODULE, "from django.db.models.signals import post_save\n", 1, "uses Django signals"),
    "all signals at once": (MODULE, "from django.db.models import signals\n", 1, "uses Django signals"),
    "a receiver": (MODULE, "from django.dispatch import receiver\n", 1, "uses Django signals"),
    "a thread-local by name": (MODULE, "from threading import local\n", 1, "keeps state per thread"),
    "a thread-local by module": (
        MODULE,
        "import threading\nSTATE = threading.local()\n",
        2,
        "keeps state per thread",
    ),
    "Django's admin": (MODULE, "from django.contrib import admin\n", 1, "uses Django's admin"),
    "a silenced linter": (MODULE, "x = eval('1')  # noqa: S307\n", 1, "silences a checker"),
    "a silenced type checker": (
        MODULE,
        "x: int = 'a'  # type: ignore[assignment]\n",
        1,
        "silences a checker",
    ),
    "two silenced checkers": (
        MODULE,
        "x: int = eval('1')  # type: ignore[assignment]  # noqa: S307, ANN401\n",
        1,
        "silences a checker",
    ),
    "an inline style": (TEMPLATE, '<p>\n<b class="x"\n style="color:red">a</b>', 2, "styles inline"),
    "a style element": (TEMPLATE, "<style>p {}</style>", 1, "styles inline"),
    "an inline script": (TEMPLATE, "<script>go()</script>", 1, "scripts inline"),
    "an event handler": (TEMPLATE, '<button onclick="go()">', 1, "scripts inline"),
    "a script from another host": (
        TEMPLATE,
        f'<script src="{WAY}htmx.js"></script>',
        1,
        "loads from another host",
    ),
    "a script without a scheme": (
        TEMPLATE,
        '<script src="//cdn.example/x.js">',
        1,
        "loads from another host",
    ),
    "a stylesheet from another host": (
        TEMPLATE,
        f'<link rel="stylesheet" href="{WAY}a.css">',
        1,
        "loads from another host",
    ),
    "a font from another host": (
        STYLE,
        f"@font-face {{ src: url({WAY}a.woff2) }}",
        1,
        "loads from another host",
    ),
    "a module from another host": (SCRIPT, f"import x from '{WAY}x.js'", 1, "loads from another host"),
    "a home folder": (
        "docs/structure.md",
        f"see {SLASH}home{SLASH}lan/phoihop",
        1,
        "names a path of one machine",
    ),
    "a temporary folder": (MODULE, f'PLACE = "{SLASH}tmp{SLASH}x"\n', 1, "names a path of one machine"),
    "a package registry": (
        "requirements/base.lock",
        f"--index-url {WAY}{HOST}/simple\n",
        1,
        "names a package registry",
    ),
}

PASSING = {
    "a module of 400 lines": (MODULE, "x = 1\n" * 400),
    "a function of 60 lines": (MODULE, "def act():\n" + "    x = 1\n" * 59),
    "a long test": ("tests/registry/test_commands.py", "x = 1\n" * 401),
    "a named error": (MODULE, "try:\n    x = 1\nexcept (KeyError, ValueError):\n    x = 2\n"),
    "the one allowed signal": (MODULE, "from django.db.models.signals import post_migrate\n"),
    "a reason beside": (MODULE, "x = eval('1')  # noqa: S307 - a literal from this line\n"),
    "a reason above": (MODULE, "# The literal is from this line.\nx = eval('1')  # noqa: S307\n"),
    "the word in a text": (MODULE, "x = '# noqa: S307'\n"),
    "geometry in attributes": (TEMPLATE, '<rect x="1" width="4" class="bar"/>'),
    "a script of our own": (
        TEMPLATE,
        """<script type="module" src="{% static 'ui/select.js' %}"></script>""",
    ),
    "data for a script": (TEMPLATE, '<script id="a" type="application/json">{}</script>'),
    "a link to read on": (TEMPLATE, f'<a href="{WAY}">Công báo</a>'),
    "an svg namespace": (TEMPLATE, '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
    "a name of a ledger": ("docs/spec/ledger.md", "m-qk3-ct/work/1"),
    "a folder of an installation": ("docs/operations.md", "/var/lib/phoihop"),
    "a picture": ("docs/look.png", "\x89PNG\0" + f"{SLASH}home{SLASH}lan"),
}


@pytest.mark.parametrize(("path", "text", "line", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refuses(path: str, text: str, line: int, sentence: str) -> None:
    (finding,) = findings_in(path, text.encode())
    assert (finding.path, finding.line) == (path, line)
    assert sentence in finding.sentence


@pytest.mark.parametrize(("path", "text"), PASSING.values(), ids=PASSING)
def test_lets_pass(path: str, text: str) -> None:
    assert list(findings_in(path, text.encode())) == []


def test_a_text_in_an_old_encoding_is_left_alone() -> None:
    assert list(findings_in("tests/reading/tcvn3.txt", "Đảng ủy".encode("cp1258", "replace") + b"\xff")) == []


def test_looks_at_a_folder_without_git(tmp_path: Path) -> None:
    for place in (MODULE, "src/phoihop/registry/migrations/0001_initial.py", ".venv/lib/utils.py"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("x = 1\n" * 401)
    assert [finding.path for finding in check(tmp_path)] == [MODULE]
