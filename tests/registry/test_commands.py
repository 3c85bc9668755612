"""Commands of officers on a real ledger: what is recorded, what is refused, a form that is sent twice."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from phoihop.access.domain.types import EndedPost, Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.period import Period
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare
from phoihop.ledger.domain.types import Basis, Party
from phoihop.registry import api as registry
from phoihop.registry.acts import Appointment, Departure
from tests.registry.node import TODAY, Node, actor
from tests.registry.registers import HOME

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
BOARD = "P-31-BTC.v2"
MARCH, JULY = date(2026, 3, 2), date(2026, 7, 1)
PERSON, OTHER, POST, TENURE = (f"01J{number:023d}" for number in (11, 12, 13, 14))


def answer(outcome: Outcome) -> str | int:
    """The refusal, or how many acts were written."""
    return outcome.refusals[0].code if isinstance(outcome, Refused) else len(outcome.acts)


def install(body: str = HOME) -> registry.FirstOfficer:
    first = registry.install_first_officer(
        body=body, person_name="Đỗ Thị Mai", title="Trợ lý Phòng Tổ chức", start=MARCH
    )
    assert isinstance(first, registry.FirstOfficer)
    return first


def test_the_first_officer_holds_a_post_from_the_genesis_act_on(loaded: Node) -> None:
    first = install()
    (holding,) = registry.RegistryActorSource().holdings(first.person, TODAY)
    assert (holding.person_name, holding.post_title, holding.body, holding.role) == (
        "Đỗ Thị Mai",
        "Trợ lý Phòng Tổ chức",
        HOME,
        Role.OFFICER,
    )
    assert holding.body_name == "Cục Chính trị Quân khu 3"
    assert registry.RegistryActorSource().holdings(first.person, date(2026, 3, 1)) == ()


def test_there_is_one_first_officer(loaded: Node) -> None:
    install()
    again = registry.install_first_officer(body=HOME, person_name="Lê Văn Bình", title="Trợ lý", start=MARCH)
    assert isinstance(again, Refused)
    assert again.refusals[0].code == "registry.already_installed"


def record_mai(person: str = PERSON, name: str = "Đỗ Thị Mai") -> Outcome:
    return registry.record_person(actor(), person=person, name=name)


def record_post(post: str = POST, title: str = "Chuyên viên", body: str = BOARD) -> Outcome:
    return registry.record_post(actor(), post=post, body=body, title=title, role=Role.OFFICER)


def start(tenure: str = TENURE, person: str = PERSON, day: date = MARCH) -> Outcome:
    return registry.start_tenure(
        actor(), tenure=tenure, person=person, post=POST, start=day, how=Appointment.APPOINTED
    )


@pytest.fixture
def held(loaded: Node) -> Node:
    """Mai is a specialist of the Hải Phòng board since March 2026."""
    assert [answer(record_mai()), answer(record_post()), answer(start())] == [1, 1, 1]
    return loaded


def test_person_post_and_tenure_give_a_right_and_its_end_takes_it(held: Node) -> None:
    source = registry.RegistryActorSource()
    (holding,) = source.holdings(PERSON, TODAY)
    assert (holding.post, holding.body, holding.body_name) == (POST, BOARD, "Ban Tổ chức Thành ủy Hải Phòng")
    ended = registry.end_tenure(actor(), tenure=TENURE, on=JULY, how=Departure.TRANSFERRED)
    assert answer(ended) == 1
    assert [source.holdings(PERSON, day) != () for day in (MARCH, date(2026, 6, 30), JULY)] == [
        True,
        True,
        False,
    ]


def test_a_form_sent_twice_records_once(held: Node) -> None:
    assert [answer(record_mai()), answer(record_post()), answer(start())] == [0, 0, 0]
    registry.end_tenure(actor(), tenure=TENURE, on=JULY)
    assert answer(registry.end_tenure(actor(), tenure=TENURE, on=JULY)) == 0
    assert len(acts_about(f"tenure:{TENURE}")) == 2


def test_an_id_in_use_is_refused_for_something_else(held: Node) -> None:
    assert answer(record_mai(name="Lê Văn Bình")) == "registry.id_taken"
    assert answer(record_post(title="Trưởng phòng")) == "registry.id_taken"
    assert answer(start(day=JULY)) == "registry.id_taken"


def test_a_post_that_is_held_is_not_given_again(held: Node) -> None:
    record_mai(OTHER, "Lê Văn Bình")
    assert answer(start(tenure=OTHER, person=OTHER, day=JULY)) == "registry.post_held"
    registry.end_tenure(actor(), tenure=TENURE, on=JULY)
    assert answer(start(tenure=OTHER, person=OTHER, day=JULY)) == 1


def test_what_the_register_does_not_know_is_refused(loaded: Node) -> None:
    assert answer(start()) == "registry.unknown_person"
    record_mai()
    assert answer(start()) == "registry.unknown_post"
    assert answer(record_post(body="X")) == "registry.unknown_body"
    assert answer(registry.end_tenure(actor(), tenure="X", on=JULY)) == "registry.unknown_tenure"
    assert answer(registry.record_name(actor(), body="X", name="Tên", start=MARCH)) == "registry.unknown_body"


def test_a_post_of_an_ended_body_ends_with_it(loaded: Node) -> None:
    assert answer(record_post(body="P-31-BTC")) == 1
    (post,) = registry.posts_of("P-31-BTC")
    assert post.period == Period(None, date(2025, 7, 1))
    record_mai()
    assert answer(start(day=MARCH)) == "registry.post_not_there"


def test_a_tenure_gives_no_right_after_the_end_of_its_body(loaded: Node) -> None:
    record_mai()
    record_post(body="P-31-BTC")
    assert answer(start(day=date(2020, 1, 1))) == 1
    source = registry.RegistryActorSource()
    last, after = date(2025, 6, 30), date(2025, 7, 1)
    assert [source.holdings(PERSON, day) != () for day in (last, after)] == [True, False]


def test_the_first_officer_of_a_body_has_no_right_after_its_end(loaded: Node) -> None:
    first = registry.install_first_officer(
        body="P-31-BTC", person_name="Đỗ Thị Mai", title="Chuyên viên", start=date(2020, 1, 1)
    )
    assert isinstance(first, registry.FirstOfficer)
    source = registry.RegistryActorSource()
    last, after = date(2025, 6, 30), date(2025, 7, 1)
    assert [source.holdings(first.person, day) != () for day in (last, after)] == [True, False]


def test_a_tenure_gives_no_right_after_the_end_of_its_post(loaded: Node) -> None:
    record_mai()
    period = Period(date(2026, 1, 1), JULY)
    outcome = registry.record_post(
        actor(), post=POST, body=BOARD, title="Chuyên viên", role=Role.OFFICER, period=period
    )
    assert [answer(outcome), answer(start())] == [1, 1]
    source = registry.RegistryActorSource()
    assert [source.holdings(PERSON, day) != () for day in (date(2026, 6, 30), JULY)] == [True, False]


def test_a_new_name_shows_from_its_day_on(loaded: Node) -> None:
    outcome = registry.record_name(actor(), body=BOARD, name="Ban Tổ chức - Nội vụ Hải Phòng", start=JULY)
    assert answer(outcome) == 1
    names = [registry.bodies([BOARD], on=day)[BOARD].name for day in (date(2026, 6, 30), JULY)]
    assert names == ["Ban Tổ chức Thành ủy Hải Phòng", "Ban Tổ chức - Nội vụ Hải Phòng"]
    assert [b.code for b in registry.bodies_named("Ban Tổ chức - Nội vụ Hải Phòng", on=JULY)] == [BOARD]
    assert registry.bodies_named("Ban Tổ chức - Nội vụ Hải Phòng", on=MARCH) == ()


@pytest.mark.parametrize(
    ("role", "body", "refused"),
    [
        (Role.LEADER, HOME, "access.role_not_entitled"),
        (Role.OPERATOR, HOME, "access.role_not_entitled"),
        (Role.OFFICER, BOARD, "registry.recording_not_allowed"),
    ],
)
def test_who_may_not_record_is_refused_and_nothing_is_written(
    loaded: Node, role: Role, body: str, refused: str
) -> None:
    outcome = registry.record_person(actor(role, body=body), person=PERSON, name="Đỗ Thị Mai")
    assert answer(outcome) == refused
    assert acts_about(f"person:{PERSON}") == ()


def test_an_act_on_paper_says_who_decided_and_who_entered(loaded: Node) -> None:
    decider = Party("M-QK3")
    paper = Basis("paper", "Bộ Tư lệnh Quân khu 3", "12-QĐ/BTL", "2026-03-01", for_body="M-QK3")
    grounds = registry.Grounds(decided_by=decider, basis=(paper,))
    outcome = registry.record_person(actor(), person=PERSON, name="Đỗ Thị Mai", grounds=grounds)
    assert isinstance(outcome, Recorded)
    envelope = outcome.acts[0].envelope
    assert (envelope.decided_by, envelope.basis, envelope.entered_by.body) == (decider, (paper,), HOME)


def test_nothing_is_recorded_before_the_first_edition(opened: Node) -> None:
    assert answer(record_mai()) == "registry.no_edition"
    first = registry.install_first_officer(body=HOME, person_name="Mai", title="Trợ lý", start=MARCH)
    assert isinstance(first, Refused)
    assert first.refusals[0].code == "registry.unknown_body"


def test_rows_of_people_equal_their_rebuild(held: Node) -> None:
    install_refused = registry.install_first_officer(body=HOME, person_name="X", title="Y", start=MARCH)
    assert isinstance(install_refused, Refused)
    registry.end_tenure(actor(), tenure=TENURE, on=JULY)
    assert list(compare()) == []


def test_the_post_that_ended_last_is_told_from_its_day_on(held: Node) -> None:
    source = registry.RegistryActorSource()
    registry.end_tenure(actor(), tenure=TENURE, on=JULY, how=Departure.TRANSFERRED)
    told = [source.last_ended(PERSON, day) for day in (MARCH, date(2026, 6, 30), JULY, TODAY)]
    over = EndedPost("Chuyên viên", "Ban Tổ chức Thành ủy Hải Phòng", JULY)
    assert told == [None, None, over, over]
    assert source.last_ended(OTHER, TODAY) is None


def test_a_post_and_the_tenures_of_a_person_are_found_by_their_ids(held: Node) -> None:
    found = registry.post(POST)
    assert found is not None
    assert (found.title, [tenure.id for tenure in found.holders]) == ("Chuyên viên", [TENURE])
    assert [(tenure.id, tenure.post) for tenure in registry.tenures_of(PERSON)] == [(TENURE, POST)]
    assert (registry.post(OTHER), registry.tenures_of(OTHER)) == (None, ())


@pytest.mark.parametrize("tenures", [1, 3])
def test_posts_that_were_ever_held_are_told_with_all_their_tenures_in_one_query(
    held: Node, django_assert_num_queries: DjangoAssertNumQueries, tenures: int
) -> None:
    record_post(post=TENURE, title="Trưởng ban")
    last, day = TENURE, MARCH
    for number in range(1, tenures):
        day = day.replace(month=day.month + 1)
        registry.end_tenure(actor(), tenure=last, on=day)
        last = f"01J{100 + number:023d}"
        start(tenure=last, day=day)
    with django_assert_num_queries(1, using="default"):
        found = registry.held_posts(BOARD)
    assert found == tuple(post for post in registry.posts_of(BOARD) if post.holders)
    assert [len(post.holders) for post in found] == [tenures]
