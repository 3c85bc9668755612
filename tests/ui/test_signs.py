from __future__ import annotations

import re
from typing import get_args

import pytest

from phoihop.ui import signs


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    assert signs.icon("home") == (
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="/static/ui/icons.svg#home"></use></svg>'
    )


def test_an_icon_with_a_label_is_an_image() -> None:
    assert 'role="img" aria-label="Bản &quot;gốc&quot;"' in signs.icon("home", label='Bản "gốc"')


@pytest.mark.parametrize("kind", get_args(signs.StatusKind))
def test_a_status_has_shape_and_word(kind: str) -> None:
    assert signs.status(kind, "Xong <9>") == f'<span class="st {kind}">Xong &lt;9&gt;</span>'


def test_a_status_without_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown status kind 'green'"):
        signs.status("green", "Xong")


def test_a_tag_tells_a_paper_act_from_a_body_s_own() -> None:
    assert signs.tag("Ghi theo văn bản", "paper") == '<span class="tag k-paper">Ghi theo văn bản</span>'
    assert signs.tag("Phối hợp") == '<span class="tag">Phối hợp</span>'


METERS = {
    "seven of nine": ((7, 9, 0), 7, 0, 9, "7/9", "7 trên 9 tổ chức đã xong"),
    "one is late": ((7, 9, 1), 7, 1, 9, "7/9", "7 trên 9 tổ chức đã xong, 1 quá hạn"),
    "nothing to count": ((0, 0, 0), 0, 0, 0, "0/0", "0 trên 0 tổ chức đã xong"),
    "more than all": ((5, 4, 0), 4, 0, 4, "5/4", "5 trên 4 tổ chức đã xong"),
}


@pytest.mark.parametrize(
    ("counts", "done", "late", "cells", "figure", "sentence"), METERS.values(), ids=METERS.keys()
)
def test_a_meter_has_a_cell_for_each(
    counts: tuple[int, int, int], done: int, late: int, cells: int, figure: str, sentence: str
) -> None:
    html = signs.meter(done=counts[0], total=counts[1], late=counts[2], unit="tổ chức")
    drawn = (html.count('class="done"'), html.count('class="late"'), html.count("<rect"))
    assert drawn == (done, late, cells)
    assert f'aria-hidden="true">{figure}</span>' in html
    assert f'<span class="vh">{sentence}</span>' in html


def _widths(html: str) -> list[tuple[str, str]]:
    return re.findall(r'width="([\d.]+)" height="8" class="(\w+)"', html)


def test_many_are_a_bar() -> None:
    html = signs.meter(done=12, total=24, late=6)
    assert _widths(html) == [("100", "track"), ("50.00", "done"), ("25.00", "late")]


def test_a_share_is_as_wide_as_its_part() -> None:
    assert _widths(signs.share(6, 24, "soon")) == [("100", "track"), ("25.00", "soon")]


def test_a_share_of_nothing_is_an_empty_track() -> None:
    assert _widths(signs.share(0, 0)) == [("100", "track")]


def test_a_share_never_leaves_its_track() -> None:
    assert _widths(signs.share(30, 24)) == [("100", "track"), ("100.00", "ok")]
