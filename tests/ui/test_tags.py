from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from phoihop.kernel.period import Period
from phoihop.ui.fields import DayField
from phoihop.ui.forms import UiRenderer
from phoihop.ui.parts import Event, Fact, Tab

# 23:30 UTC is the next morning in the time zone of the node.
LATE = datetime(2018, 4, 5, 23, 30, tzinfo=UTC)

SHOWN = {
    "a day": ("{{ v|day }}", date(2018, 4, 6), "06-4-2018"),
    "a moment shows its day in the node's time zone": ("{{ v|day }}", LATE, "06-4-2018"),
    "a moment with its time": ("{{ v|moment }}", LATE, "06:30 ngày 06-4-2018"),
    "a day not known": ("{{ v|day }}", None, "chưa có"),
    "a moment not known": ("{{ v|moment }}", None, "chưa có"),
    "a period": ("{{ v|period }}", Period.quarter(2018, 2), "quý II/2018"),
    "a period not known": ("{{ v|period }}", None, "chưa có"),
    "a figure": ("{{ v|figure }}", Decimal("1234.5"), "1.234,5"),
    "nought is a figure": ("{{ v|figure }}", 0, "0"),
    "a figure not known": ("{{ v|figure }}", None, "chưa có"),
    "a timeline takes a day": ("{{ v|day_or_words }}", date(2018, 4, 6), "06-4-2018"),
    "a timeline takes a period": ("{{ v|day_or_words }}", Period.year(2018), "năm 2018"),
    "a timeline takes words": ("{{ v|day_or_words }}", "đầu năm <2018>", "đầu năm &lt;2018&gt;"),
}


def render(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize(("source", "value", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_values_as_papers_write_them(source: str, value: object, shown: str) -> None:
    assert render(source, v=value) == shown


BLOCKS = {
    "a card with heading": (
        '{% card title=t note="24" id="tasks" %}<p>x</p>{% endcard %}',
        (
            '<section class="card" id="tasks"><header class="card-head"><h2>&lt;T&gt;</h2>'
            "<small>24</small></header><p>x</p></section>"
        ),
    ),
    "a card with inner space": (
        "{% card pad=True %}x{% endcard %}",
        '<section class="card"><div class="card-body">x</div></section>',
    ),
    "a page head without actions": (
        "{% page_head title=t %}\n{% endpage_head %}",
        '<div class="head"><div class="head-text"><h1>&lt;T&gt;</h1></div></div>',
    ),
    "a page head with actions": (
        '{% page_head title=t eyebrow="e" meta="m" %}<b>a</b>{% endpage_head %}',
        (
            '<div class="head"><div class="head-text"><p class="head-eyebrow">e</p><h1>&lt;T&gt;</h1>'
            '<p class="soft">m</p></div><div class="head-act"><b>a</b></div></div>'
        ),
    ),
    "tabs with a count": (
        "{% tabs tabs label=t %}",
        (
            '<nav class="tabs" aria-label="&lt;T&gt;"><ul><li><a href="?a=1&amp;b=2" aria-current="true">Nay'
            ' <span class="count">1.200</span></a></li></ul></nav>'
        ),
    ),
    "facts": (
        "{% facts facts %}",
        '<dl class="facts"><dt>Tên</dt><dd>A &amp; B<span class="sub">từ 2018</span></dd></dl>',
    ),
    "a timeline": (
        "{% timeline events %}",
        (
            '<ol class="timeline"><li class="k-paper"><span class="when">06-4-2018</span><div>'
            '<a href="/x">Thống nhất</a><div class="note">ghi theo văn bản</div></div></li></ol>'
        ),
    ),
    "a pager with nothing to turn to": ("{% pager %}", ""),
    "a pager to the next": (
        '{% pager next_url="?after=4" note="5" %}',
        (
            '<div class="pager"><span>5</span><nav aria-label="Trang">'
            '<a class="btn" href="?after=4" rel="next">Sau →</a></nav></div>'
        ),
    ),
    "no refusals": ("{% refusal_box none %}", ""),
}


@pytest.mark.usefixtures("sample_sentences")
@pytest.mark.parametrize(("source", "html"), BLOCKS.values(), ids=BLOCKS.keys())
def test_parts(source: str, html: str) -> None:
    shown = render(
        source,
        t="<T>",
        tabs=[Tab(label="Nay", url="?a=1&b=2", current=True, count=1200)],
        facts=[Fact(term="Tên", value="A & B", note="từ 2018")],
        events=[
            Event(when=date(2018, 4, 6), title="Thống nhất", url="/x", note="ghi theo văn bản", kind="paper")
        ],
        none=None,
    )
    assert shown.strip() == html


def test_a_get_form_keeps_the_other_parameters() -> None:
    request = RequestFactory().get("/", {"as_of": "1-1-2018", "lead": ["a", '"b"'], "after": "9"})
    assert render('{% hidden_query "as_of" "after" %}', request=request) == (
        '<input type="hidden" name="lead" value="a"><input type="hidden" name="lead" value="&quot;b&quot;">'
    )


def test_without_a_request_there_is_nothing_to_keep() -> None:
    assert render("{% hidden_query %}") == ""


def test_the_words_of_the_scripts_come_with_the_page() -> None:
    assert render('{% select_span "add" %}') == (
        'data-select-span="add" data-label="Thêm từ đoạn đã chọn" data-cancel="Bỏ"'
    )
    html = render("{% autosave url %}", url="/d?a=1&b=2")
    assert html.startswith('data-autosave="/d?a=1&amp;b=2" data-saved="Đã lưu lúc"')


class Small(forms.Form):
    default_renderer = UiRenderer

    due = DayField(label="Hạn", help_text="Ví dụ 6-4-2018.")
    sure = forms.BooleanField(label="Xác nhận", required=False)


def test_a_field_ties_label_help_and_error_to_its_control() -> None:
    html = render("{% field form.due %}", form=Small({"due": "31/2/2018"}))
    assert 'aria-describedby="id_due_helptext id_due_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_due">Hạn</label>' in html
    assert 'id="id_due_helptext">Ví dụ 6-4-2018.<' in html
    assert '<div class="field-faults" id="id_due_error">' in html


def test_a_box_to_tick_stands_before_its_label() -> None:
    html = render("{% field form.sure %}", form=Small())
    assert html.index('type="checkbox"') < html.index("Xác nhận")


def test_django_draws_its_forms_with_our_parts() -> None:
    html = str(Small({"due": "31/2/2018"}))
    assert 'class="refusal"' in html
    assert '<a href="#id_due">Hạn</a> – Chưa đọc được ngày “31/2/2018”.' in html
    assert html.count('class="field"') == 1
    assert html.count('class="field is-check"') == 1
