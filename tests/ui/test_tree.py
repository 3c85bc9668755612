from __future__ import annotations

from phoihop.ui.parts import Node
from phoihop.ui.tree import tree_list

LEAF = Node(label="Ban A", url="/a?x=1&y=2", note="cơ quan", current=True)


def test_a_leaf_is_a_link_with_its_note() -> None:
    assert tree_list([LEAF], label="Cây") == (
        '<ul class="tree" aria-label="Cây"><li class="is-on"><div class="tree-row">'
        '<a href="/a?x=1&amp;y=2" aria-current="page">Ban A</a> <span class="note">cơ quan</span>'
        "</div></li></ul>"
    )


def test_a_branch_has_its_count_and_a_toggle_with_a_name() -> None:
    html = tree_list([Node(label="<Bộ>", children=(Node(label="b"), Node(label="c")), open=True)])
    assert html == (
        '<ul class="tree"><li><div class="tree-row"><span>&lt;Bộ&gt;</span>'
        ' <span class="count">2</span></div>'
        '<details open><summary><span class="vh">Trực thuộc &lt;Bộ&gt;</span></summary>'
        '<ul><li><div class="tree-row"><span>b</span></div></li>'
        '<li><div class="tree-row"><span>c</span></div></li></ul></details></li></ul>'
    )


def test_a_closed_branch_is_closed() -> None:
    assert "<details><summary>" in tree_list([Node(label="a", children=(LEAF,))])
