"""The style guide as stand-alone pages: `python tests/ui/render_styleguide.py OUT`, then serve OUT.

All people, bodies and tasks are invented; rows stand in tests/ui/styleguide/.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import django
import django_htmx
import yaml
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from phoihop import ui
from phoihop.kernel.citation import Citation, Knowledge
from phoihop.kernel.decision import Refusal
from phoihop.kernel.period import Period
from phoihop.kernel.refusal_catalogue import Catalogue, Entry
from phoihop.ui import refusals
from phoihop.ui.fields import DayField, PeriodField
from phoihop.ui.frame import FrameData, NavItem
from phoihop.ui.markup import Span
from phoihop.ui.parts import Event, Fact, Node, Tab

SAMPLES = Path(__file__).parent / "styleguide"
FAULTS = ("400", "403", "403_csrf", "404", "500")
WORDS = {"ok": "xong", "doing": "đang làm", "idle": "chưa báo cáo", "late": "quá hạn"}

CATALOGUE = Catalogue(
    {
        "sample.too_early": Entry(
            code="sample.too_early",
            vi="Chưa giao được nhiệm vụ “{what}”: đến {day} quy chế phối hợp chưa có hiệu lực.",
            en="The task “{what}” cannot be assigned: the regulation is not in force on {day}.",
            remedy_vi="Đề nghị chọn ngày giao từ ngày quy chế có hiệu lực, hoặc ghi căn cứ khác.",
            remedy_en="Choose a day on which it is in force, or state another basis.",
        )
    }
)
CITED = Citation(
    "Ban Bí thư", "61-QĐ/TW", date(2012, 12, 29), "Điều 5 khoản 2", "Quy định", state=Knowledge.VERIFIED
)
UNSURE = Citation(
    "Ban Tổ chức Trung ương", "15-HD/BTCTW", None, None, "Hướng dẫn", state=Knowledge.TO_CONFIRM
)
TOO_EARLY = Refusal("sample.too_early", (("day", "06-4-2018"), ("what", "Tổng kết 10 năm")), (CITED, UNSURE))

NAVIGATION = (
    NavItem(label="Hôm nay", url="#", icon="home"),
    NavItem(label="Nhập văn bản", url="#", icon="intake"),
    NavItem(label="Chương trình", url="#", icon="programme", current=True),
    NavItem(label="Tổ chức", url="#", icon="organisation"),
    NavItem(label="Văn bản chỉ đạo", url="#", icon="norms"),
    NavItem(label="Trao đổi", url="#", icon="exchange", count=3),
    NavItem(label="Nhật ký hồ sơ", url="#", icon="ledger"),
)


class SampleForm(forms.Form):
    """One field of each sort."""

    title = forms.CharField(label="Nhiệm vụ", help_text="Bắt đầu bằng động từ, như trong văn bản.")
    due = DayField(label="Hạn", help_text="Ví dụ 6-4-2018.")
    when = PeriodField(label="Thời gian thực hiện", required=False)
    lead = forms.ChoiceField(label="Chủ trì", choices=[("1", "Cục Chính trị"), ("2", "Ban Tổ chức")])
    role = forms.ChoiceField(
        label="Vai trò", choices=[("a", "Chủ trì"), ("b", "Phối hợp")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    confirm = forms.BooleanField(label="Xác nhận văn bản không chứa bí mật nhà nước.")


def sample_frame(*, as_of: date | None = None, as_of_supported: bool = True) -> FrameData:
    """The frame of an officer of the Political Department."""
    return FrameData(
        nav=NAVIGATION,
        user_name="Nguyễn Thị Mẫu",
        post_title="Trợ lý",
        body_name="Cục Chính trị Quân khu",
        as_of=as_of,
        as_of_supported=as_of_supported,
        profile="independent-lan",
        version="0.1.0",
        node_name="Máy chủ Cục Chính trị",
        home_url="index.html",
        search_url="#",
        logout_url="#",
        language_url="#",
        account=(NavItem(label="Đổi mật khẩu", url="#", icon="seal"),),
    )


def parts_context() -> dict[str, object]:
    """Rows for ui/styleguide.html."""
    faulty = {"title": "Tổng kết 10 năm", "due": "31/2/2018", "when": "quý II/2018", "lead": "1", "role": "a"}
    return {
        "frame": sample_frame(),
        "refusals": (TOO_EARLY,),
        "figure": Decimal("1234.5"),
        "day": date(2018, 4, 6),
        "period": Period.quarter(2018, 2),
        "nothing": None,
        "cited": CITED,
        "unsure": UNSURE,
        "tabs": (
            Tab(label="Đã qua", url="#", count=4),
            Tab(label="Hiện nay", url="#", current=True, count=12),
            Tab(label="Sắp tới", url="#", count=1),
        ),
        "facts": sample_facts(),
        "events": sample_events(),
        "nodes": sample_nodes(),
        "form": SampleForm(faulty),
    }


def sample_facts() -> tuple[Fact, ...]:
    """A body in three lines."""
    return (
        Fact(term="Tên đầy đủ", value="Ban Tổ chức Tỉnh ủy Hải Giang", note="từ 01-7-2025"),
        Fact(term="Cấp trên về đảng", value="Ban Thường vụ Tỉnh ủy Hải Giang"),
        Fact(term="Trưởng ban", value="Phạm Văn Thử", note="từ 15-8-2025, chưa có ngày kết thúc"),
    )


def sample_events() -> tuple[Event, ...]:
    """One event of each kind."""
    return (
        Event(when=date(2026, 1, 1), title="Bàn giao 12 nhiệm vụ cho tổ chức mới", kind="future"),
        Event(when=date(2018, 5, 11), title="Hoàn chỉnh Quy chế phối hợp", note="9/9", kind="now", url="#"),
        Event(
            when=date(2018, 4, 20),
            title="Ban Tổ chức Tỉnh ủy Đông Triều: thống nhất",
            note="ghi theo văn bản số 41-CV/BTCTU; người ghi: Nguyễn Thị Mẫu",
            kind="paper",
        ),
        Event(when=Period.quarter(2018, 1), title="Gửi lấy ý kiến từng điều khoản"),
    )


def sample_nodes() -> tuple[Node, ...]:
    """Three levels, one branch unfolded."""
    districts = ("Đông An", "Tây Khê", "Vân Trì")
    leaves = tuple(Node(label=f"Ban Chỉ huy quân sự huyện {name}", url="#") for name in districts)
    below = (
        Node(label="Cục Chính trị", url="#", note="cơ quan", current=True),
        Node(label="Bộ Chỉ huy quân sự tỉnh Hải Giang", url="#", open=True, children=leaves),
        Node(label="Bộ Chỉ huy quân sự tỉnh Nam Hồng", url="#", children=leaves),
    )
    return (Node(label="Bộ Tư lệnh Quân khu", url="#", open=True, children=below),)


def programme_context() -> dict[str, object]:
    """Rows for ui/styleguide_programme.html."""
    sample = yaml.safe_load((SAMPLES / "programme.yaml").read_text(encoding="utf-8"))
    for row in sample["matrix"]:
        row["cells"] = [{"kind": kind, "words": WORDS[kind]} for kind in row["kinds"]]
    return {**sample, "frame": sample_frame(as_of=date(2018, 9, 20))}


def reading_context() -> dict[str, object]:
    """Text, spans and draft for ui/styleguide_reading.html."""
    text = (SAMPLES / "report.txt").read_text(encoding="utf-8")
    sample = yaml.safe_load((SAMPLES / "reading.yaml").read_text(encoding="utf-8"))
    spans = [_span(text, number, *piece) for number, piece in enumerate(sample["spans"])]
    return {
        "frame": sample_frame(as_of_supported=False),
        "text": text,
        "spans": spans,
        "items": sample["items"],
    }


def _span(text: str, number: int, layer: str, words: str) -> Span:
    start = text.index(words)
    active = layer == "task" and words.startswith("hoàn chỉnh")
    return Span(start=start, end=start + len(words), layer=layer, id=f"{layer}{number}", active=active)


def rendered_pages() -> dict[str, str]:
    """Every page of the style guide and every error page, by file name without ending.

    CATALOGUE must be plugged in.
    """
    request = RequestFactory().get("/", {"as_of": "20-9-2018", "lead": "1"})
    pages = {
        "index": render_to_string("ui/styleguide.html", parts_context(), request),
        "programme": render_to_string("ui/styleguide_programme.html", programme_context(), request),
        "reading": render_to_string("ui/styleguide_reading.html", reading_context(), request),
    }
    return pages | {f"fault-{code}": render_to_string(f"{code}.html") for code in FAULTS}


def write_styleguide(folder: Path) -> None:
    """Write the pages and the static files that they name into `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    for package in (ui, django_htmx):
        shutil.copytree(Path(package.__path__[0]) / "static", folder / "static", dirs_exist_ok=True)
    for name, html in rendered_pages().items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.node.settings_test")
    django.setup()
    refusals.plug(CATALOGUE)
    write_styleguide(Path(sys.argv[1]))
