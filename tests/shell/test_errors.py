from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from phoihop.access.domain.types import Role
from phoihop.shell.web import errors
from tests.access.office import Office

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


@pytest.mark.parametrize(
    ("view", "fault", "status"),
    [
        (errors.bad_request, SuspiciousOperation("secret"), 400),
        (errors.forbidden, PermissionDenied("secret"), 403),
        (errors.not_found, LookupError("secret"), 404),
    ],
)
def test_an_error_page_has_a_sentence_and_a_remedy_and_no_detail(
    office: Office, view: Callable[[HttpRequest, Exception], HttpResponse], fault: Exception, status: int
):
    answer = view(RequestFactory().get("/"), fault)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<p class="fault-code">{status}</p>' in page
    assert "secret" not in page
    assert 'href="/"' in page


def test_an_unknown_address_is_told(visitor: Callable[..., Client]):
    answer = visitor(Role.OFFICER).get("/khong-co/")
    assert answer.status_code == 404
    assert "Không có trang nào ở địa chỉ này" in answer.content.decode()


def test_a_defect_is_told_without_touching_database_session_or_frame(office: Office):
    answer = Client(raise_request_exception=False).get("/broken/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Máy chủ gặp lỗi, việc vừa làm chưa được ghi" in page
    assert "ZeroDivisionError" not in page


def test_the_page_for_a_defect_asks_for_no_query(django_assert_num_queries: DjangoAssertNumQueries):
    with django_assert_num_queries(0, using="local"), django_assert_num_queries(0, using="default"):
        assert errors.server_error(RequestFactory().get("/")).status_code == 500


def test_a_form_without_its_token_is_told(office: Office):
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"login": "lan", "password": "x"})
    assert answer.status_code == 403
    assert "Biểu mẫu này đã quá hạn, dữ liệu chưa được ghi" in answer.content.decode()
