"""The pages of Nhật ký hồ sơ: who may open them, what they list, what they say of content that is gone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from html import unescape
from pathlib import Path
from typing import ClassVar

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, include, path
from pytest_django import Settings

from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Accepted
from phoihop.ledger.act import Proposal
from phoihop.ledger.api import party_of, redact, writing
from phoihop.ledger.domain.types import Basis, Coordinate, Party
from phoihop.ledger.models import Act, VaultEntry
from phoihop.ledger.store import Arrival, arrival_of
from phoihop.node.keys import FileKeyRing
from tests.access.conftest import LEFT_OUT
from tests.access.office import Office, logged_in, plugged
from tests.ledger.conftest import LEDGER, put, put_many, toy_actor
from tests.ledger.test_receive import act, take
from tests.ledger.test_verify import behind_the_triggers
from tests.toy_room.board import NOTE_PUT, NotePut

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
LIST = "/nhat-ky/"


class Pages:
    """Stands for a URL module."""

    urlpatterns: ClassVar[list[URLPattern | URLResolver]] = [
        path("nhat-ky/", include("phoihop.ledger.web.urls")),
        path("", include("phoihop.access.web.urls")),
    ]


Visitor = Callable[..., Client]


@pytest.fixture
def visitor(settings: Settings, opened: FileKeyRing, project_root: Path) -> Iterator[Visitor]:
    """A client that has logged in as somebody in a role, before a ledger with one act."""
    settings.ROOT_URLCONF = Pages
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in LEFT_OUT]
    office = Office()
    with plugged(office, project_root):
        yield lambda role=Role.INSPECTOR: logged_in(office, role)


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def rows(html: str) -> list[str]:
    """The places of the acts listed, in order."""
    return re.findall(r'data-label="Vị trí">([^<]+)<', html)


def spent(client: Client, address: str) -> int:
    """Queries on both databases for one page."""
    with ExitStack() as stack:
        found = [
            stack.enter_context(CaptureQueriesContext(connections[name])) for name in ("default", "local")
        ]
        assert client.get(address).status_code == 200
    return sum(len(queries) for queries in found)


# ---------------------------------------------------------------------------------------------- who may read


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.LEADER, Role.INSPECTOR], ids=str)
def test_everybody_who_reads_content_reads_the_ledger(visitor: Visitor, role: Role) -> None:
    assert rows(page(visitor(role), LIST)) == [f"{LEDGER}/1#0"]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", LIST),
        ("get", f"/nhat-ky/{LEDGER}/1/0/"),
        ("post", "/nhat-ky/kiem-tra/"),
        ("get", "/nhat-ky/xuat/"),
    ],
    ids=["the list", "an act", "verification", "the export"],
)
def test_who_runs_the_machine_reads_no_content(visitor: Visitor, method: str, address: str) -> None:
    answer: HttpResponse = getattr(visitor(Role.OPERATOR), method)(address)
    html = unescape(answer.content.decode())
    assert (answer.status_code, "không có quyền mở trang" in html, LEDGER in html) == (403, True, False)


def test_a_stranger_is_asked_to_log_in(visitor: Visitor) -> None:
    answer = Client().get(LIST)
    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/?next=/nhat-ky/")


# --------------------------------------------------------------------------------------------------- the list


def test_the_latest_act_stands_first(visitor: Visitor) -> None:
    put("Một", "Hai")
    assert rows(page(visitor(), LIST)) == [f"{LEDGER}/1#{n}" for n in (2, 1, 0)]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("?ledger=m-toy/work", ["m-toy/work/1#2", "m-toy/work/1#1", "m-toy/work/1#0"]),
        ("?ledger=a/work", ["a/work/1#0"]),
        ("?kind=toy.note_put", ["a/work/1#0", "m-toy/work/1#2", "m-toy/work/1#1"]),
        ("?kind=ledger.opened", ["m-toy/work/1#0"]),
        ("?subject=board:2", ["m-toy/work/1#2"]),
        ("?subject=board:3", []),
        ("?ledger=m-toy/work&kind=toy.note_put&subject=board:2", ["m-toy/work/1#2"]),
        ("?before=1", []),
        ("?before=²", ["a/work/1#0", "m-toy/work/1#2", "m-toy/work/1#1", "m-toy/work/1#0"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_filters_stand_in_the_address(visitor: Visitor, query: str, listed: list[str]) -> None:
    put("Một")
    put("Hai", board="board:2")
    take(arrival_of(act("a/work", 0, "Ba", None, 1)))
    assert rows(page(visitor(), LIST + query)) == listed


def test_a_filter_that_does_not_exist_is_named_and_filters_nothing(visitor: Visitor) -> None:
    html = page(visitor(), LIST + "?ledger=nowhere/work")
    assert (rows(html), 'id="id_ledger_error"' in html) == ([f"{LEDGER}/1#0"], True)


def test_pages_follow_each_other_without_gap_or_overlap(visitor: Visitor) -> None:
    put_many(range(60))
    client = visitor()
    first = page(client, LIST + "?kind=toy.note_put")
    following = re.search(r'href="([^"]*before=[^"]*)"[^>]*rel="next"', first)
    assert following is not None
    second = page(client, LIST + following[1])
    assert rows(first) + rows(second) == [f"{LEDGER}/1#{n}" for n in range(60, 0, -1)]
    assert (len(rows(first)), 'rel="next"' in second, "← Về đầu" in second) == (50, False, True)


def test_every_ledger_says_how_far_it_is_sealed(visitor: Visitor) -> None:
    put("Một", "Hai")
    take(arrival_of(act("a/work", 0, "Ba", None, 1)))
    found = re.findall(
        r'data-label="(?:Số hồ sơ|Niêm phong đến|Chưa niêm phong)">([^<]+)<', page(visitor(), LIST)
    )
    assert found == ["1", "0", "1", "3", "3", "0"]


def test_an_act_from_a_paper_shows_the_paper_and_tells_who_decided_from_who_entered(visitor: Visitor) -> None:
    paper = Basis(
        kind="paper", issuer="Cơ quan Khác", number="12-CV/BTC", date="2026-02-28", for_body="M-OTHER"
    )
    with writing(LEDGER, party_of(toy_actor())) as writer:
        proposal = Proposal(
            NOTE_PUT, ("board:1",), NotePut("Một"), basis=(paper,), decided_by=Party("M-OTHER", "P9", None)
        )
        writer.record(Accepted([proposal]))
    client = visitor()
    assert "ghi theo văn bản số 12-CV/BTC ngày 28-02-2026" in page(client, LIST)
    html = page(client, f"{LIST}{LEDGER}/1/1/")
    assert re.findall(r"<dt>(Quyết định|Người ghi)</dt><dd>([^<]+)<", html) == [
        ("Quyết định", "P9, M-OTHER"),
        ("Người ghi", "P1, C1, M-TOY"),
    ]


@pytest.mark.parametrize(
    ("address", "boards", "queries"),
    [(LIST, 1, 6), (LIST, 3, 6), (f"{LIST}{LEDGER}/1/1/", 1, 5), (f"{LIST}{LEDGER}/1/1/", 3, 5)],
    ids=["a list of one", "a list of three", "an act of one", "an act of three"],
)
def test_a_page_costs_the_same_queries_whatever_it_shows(
    visitor: Visitor, address: str, boards: int, queries: int
) -> None:
    put_many(range(boards))
    client = visitor()
    client.get(address)
    assert spent(client, address) == queries


# ------------------------------------------------------------------------------------------------ one act


def test_an_act_shows_its_content_field_by_field_and_its_hash(visitor: Visitor) -> None:
    put("Một < Hai")
    html = page(visitor(), f"{LIST}{LEDGER}/1/1/")
    assert '<dt><code>text</code></dt><dd><span class="pre">Một < Hai</span>' in html
    assert Act.objects.get(index=1).leaf in html


def test_an_act_links_to_what_it_builds_on(visitor: Visitor) -> None:
    put("Một")
    put("Hai")
    html = page(visitor(), f"{LIST}{LEDGER}/1/2/")
    assert f'tiếp theo <a href="{LIST}{LEDGER}/1/1/">{LEDGER}/1#1</a>' in html


def test_redacted_content_is_gone_and_the_page_says_where_that_was_recorded(visitor: Visitor) -> None:
    put("Bí mật đời tư")
    redact(toy_actor(), [Coordinate(LEDGER, 1, 1)], reason="Ghi nhầm")
    client = visitor()
    html = page(client, f"{LIST}{LEDGER}/1/1/")
    assert ("Bí mật đời tư" in html, f'<a href="{LIST}{LEDGER}/1/2/">{LEDGER}/1#2</a>' in html) == (
        False,
        True,
    )
    assert page(client, LIST).count("không còn nội dung") == 1


def test_an_act_whose_content_was_not_sent_says_so(visitor: Visitor) -> None:
    sealed = arrival_of(act("a/work", 0, "Ba", None, 1))
    take(Arrival(sealed.place, sealed.leaf, sealed.envelope, sealed.data, None, None))
    html = page(visitor(), f"{LIST}a/work/1/0/")
    assert ("cơ quan khác không gửi" in html, "Ai, khi nào, theo đâu" in html) == (True, True)


def test_of_an_act_that_is_a_leaf_alone_only_place_and_hash_are_shown(visitor: Visitor) -> None:
    sealed = arrival_of(act("a/work", 0, "Ba", None, 1))
    take(Arrival(sealed.place, sealed.leaf, None, None, None, None))
    client = visitor()
    html = page(client, f"{LIST}a/work/1/0/")
    shown = [words in html for words in ("Ở đây chỉ có mã băm", sealed.leaf, "Ai, khi nào, theo đâu")]
    assert shown == [True, True, False]
    assert "Chỉ có mã băm" in page(client, LIST)


def test_an_act_that_waits_names_the_place_it_waits_for(visitor: Visitor) -> None:
    first = act("a/work", 0, "Một", None, 1)
    take(arrival_of(act("b/work", 0, "Hai", first, 2)))
    client = visitor()
    html = page(client, f"{LIST}b/work/1/0/")
    assert ("đang chờ hoặc có tranh chấp" in html, f'<a href="{LIST}a/work/1/0/">a/work/1#0</a>' in html) == (
        True,
        True,
    )
    assert "1 hồ sơ đang chờ hồ sơ khác" in page(client, LIST)


@pytest.mark.parametrize("place", ["m-toy/work/1/9", "m-toy/work/2/0", "nobody/work/1/0"])
def test_a_place_without_an_act_is_not_found(visitor: Visitor, place: str) -> None:
    page(visitor(), f"{LIST}{place}/", status=404)


# -------------------------------------------------------------------------------------- checking, taking away


def test_an_untouched_ledger_is_found_good(visitor: Visitor) -> None:
    put("Một")
    html = unescape(visitor().post("/nhat-ky/kiem-tra/").content.decode())
    assert ("Không phát hiện sai lệch" in html, 'role="alert"' in html) == (True, False)


def test_a_changed_act_is_named_on_the_page(visitor: Visitor) -> None:
    put("Một", "Hai")
    with behind_the_triggers():
        VaultEntry.objects.filter(act__index=2).update(body='{"text":"Khác"}')
    html = unescape(visitor().post("/nhat-ky/kiem-tra/").content.decode())
    assert ("Không phát hiện sai lệch" in html, f"{LEDGER}/1#2" in html.partition("</section>")[0]) == (
        False,
        True,
    )


def test_looking_at_the_address_of_the_check_verifies_nothing(visitor: Visitor) -> None:
    page(visitor(), "/nhat-ky/kiem-tra/", status=405)


def test_the_export_holds_every_ledger_and_the_verifier(visitor: Visitor) -> None:
    put("Một")
    answer = visitor().get("/nhat-ky/xuat/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        names = {name.removeprefix("nhat-ky-ho-so/") for name in packed.namelist()}
        payloads = packed.read(f"nhat-ky-ho-so/{LEDGER}/1/payloads.jsonl").decode()
    wanted = {"verify_ledger.py", f"{LEDGER}/1/payloads.jsonl"}
    assert (wanted - names, "Một" in payloads) == (set(), True)
