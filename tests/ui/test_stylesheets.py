"""The style sheets: small, in layers, for Chrome 109 and Firefox ESR 115, contrast AA in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from phoihop import ui

ROOM = Path(ui.__path__[0])
SHEETS = sorted((ROOM / "static/ui/css").glob("*.css"))
SCRIPTS = sorted((ROOM / "static/ui/js").glob("*.js"))
# Newer than the oldest browsers supported, or a door for the outside.
FORBIDDEN = (
    "color-mix(",
    ":has(",
    "@scope",
    "light-dark(",
    "@import",
    "url(",
    "&",
    "@starting-style",
    "subgrid",
    "oklch(",
)

TOKENS = (ROOM / "static/ui/css/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
GROUNDS = ("paper", "card", "sunk")
MARKS = ("m-citation", "m-body", "m-person", "m-meeting", "m-time", "m-task-tint")
TEXT_PAIRS = (
    *((ink, ground) for ground in GROUNDS for ink in ("ink", "soft", "link", "accent")),
    *((ink, ground) for ground in GROUNDS for ink in ("ok", "doing", "soon", "late", "idle", "unsure")),
    *(("ink", mark) for mark in MARKS),
    ("soft", "m-task-tint"),
    ("link", "m-task-tint"),
    ("unsure", "m-task-tint"),
    ("accent", "accent-tint"),
    ("link", "accent-tint"),
    ("ink", "accent-tint"),
    ("accent-ink", "accent-fill"),
    ("ink", "late-tint"),
    ("late", "late-tint"),
    ("soft", "late-tint"),
    ("link", "late-tint"),
    ("unsure", "late-tint"),
    ("ink", "soon-tint"),
    ("link", "soon-tint"),
)
# Edges of controls, focus, lines that tell a mark (WCAG 1.4.11).
SHAPE_PAIRS = (
    *(("edge", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in GROUNDS),
    *((f"{mark}-line", "card") for mark in ("m-citation", "m-body", "m-person", "m-meeting", "m-time")),
)


def _without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_is_small_and_stands_in_a_layer(sheet: Path) -> None:
    assert len(sheet.read_text(encoding="utf-8").splitlines()) < 400
    outside = re.sub(r"@layer [^;{]+;", "", _without_comments(sheet)).strip()
    assert re.fullmatch(r"@layer (reset|tokens|base|parts|pages|print) \{.*\}", outside, flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_uses_nothing_newer_than_the_oldest_browser(sheet: Path) -> None:
    assert [word for word in FORBIDDEN if word in _without_comments(sheet)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_narrow_layout_never_reaches_the_printer(sheet: Path) -> None:
    """A4 is 718 px wide: a rule for phones without `screen` would turn tables into cards on paper."""
    assert re.findall(r"@media \([^)]*width[^)]*\)", _without_comments(sheet)) == []


def test_every_sheet_is_linked_once_and_the_order_of_layers_comes_first() -> None:
    head = (ROOM / "templates/ui/head.html").read_text(encoding="utf-8")
    linked = re.findall(r'"ui/css/([a-z]+\.css)"', head)
    assert sorted(linked) == [sheet.name for sheet in SHEETS]
    assert linked[0] == "reset.css"


def test_every_token_used_is_defined() -> None:
    everything = "".join(map(_without_comments, SHEETS))
    set_by_script = {"--x", "--y"}
    used = set(re.findall(r"var\((--[\w-]+)", everything))
    assert used - set(re.findall(r"(--[\w-]+):", everything)) == set_by_script


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_stays_within_its_300_lines(script: Path) -> None:
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 300


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _colours(source: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", source))


@pytest.mark.parametrize("source", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0)], ids=["text", "shapes"])
def test_contrast(source: str, pairs: tuple[tuple[str, str], ...], least: float) -> None:
    colours = _colours(source)
    ratios = {f"{ink} on {ground}": _contrast(colours[ink], colours[ground]) for ink, ground in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least} == {}
