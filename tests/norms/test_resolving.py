"""From citations to instruments: found, open with candidates, or unknown; never a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.norms.acts import Unread
from phoihop.norms.domain.resolving import number_key, resolve
from phoihop.norms.domain.types import Ambiguous, Cited, Found, InstrumentView, Resolution, Unknown, Why
from tests.norms.catalogues import (
    COMMISSION,
    CONFERENCE,
    POLITBURO,
    SECRETARIAT,
    catalogue,
    instrument,
    shipped_catalogue,
)

THREE = (POLITBURO, SECRETARIAT, COMMISSION)
CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"
IN_2025 = date(2025, 9, 1)


def said(resolution: Resolution) -> tuple[str, str, tuple[str, ...]]:
    """A resolution in short: what it is, why, which instruments."""
    match resolution:
        case Found(instrument=found):
            return ("found", "", (found.id,))
        case Ambiguous(candidates=candidates, why=why):
            return ("open", why.value, tuple(known.id for known in candidates))
        case Unknown(why=why, later=later):
            return ("unknown", why.value, tuple(known.id for known in later))


# ------------------------------------------------------------------------- the conference report of 06-4-2018


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (
            Cited(kind="Quy định", numbers=("59",), issuers=THREE),
            ("found", "", ("59-qd-tw-2016",)),
        ),
        (
            Cited(kind="Quy định", numbers=("61",), issuers=THREE),
            ("open", "to_confirm", ("61-qd-tw-2016",)),
        ),
        (
            Cited(kind="Quy định", numbers=("104",), issuers=THREE),
            ("open", "to_confirm", ("104-qd-qutw",)),
        ),
        (
            Cited(
                kind="Nghị quyết", numbers=(), issuers=(CENTRAL_COMMITTEE,), session="Trung ương 4 khóa XII"
            ),
            ("open", "to_confirm", ("nq-tw-4-khoa-xii",)),
        ),
        (
            Cited(
                kind="Nghị quyết", numbers=(), issuers=(CENTRAL_COMMITTEE,), session="Trung ương 3 khoá VIII"
            ),
            ("open", "to_confirm", ("nq-tw-3-khoa-viii",)),
        ),
        (
            Cited(kind="Chỉ thị", numbers=("05",), issuers=(POLITBURO,)),
            ("open", "to_confirm", ("05-ct-tw",)),
        ),
        (
            Cited(kind="Chỉ thị", numbers=("317",), issuers=(COMMISSION,)),
            ("open", "to_confirm", ("317-ct-qutw",)),
        ),
        (
            Cited(kind="Nghị quyết", numbers=("28",), issuers=(POLITBURO,)),
            ("found", "", ("28-nq-tw-2008",)),
        ),
    ],
    ids=[
        "Regulation 59 is found by its issuer among three",
        "Regulation 61 is to be confirmed",
        "Regulation 104 is of the Central Military Commission and to be confirmed",
        "Resolution 4 of the XII Central Committee by its session",
        "Resolution 3 of the VIII Central Committee, tone placed the new way",
        "Directive 05",
        "Directive 317 of the Central Military Commission",
        "Resolution 28 of the Politburo is 28-NQ/TW of 22-09-2008",
    ],
)
def test_the_report_of_2018(cited: Cited, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert said(resolve(shipped_catalogue(), cited, on=CONFERENCE)) == expected


@pytest.mark.parametrize(
    ("notation", "on", "expected"),
    [
        ("35-CT/TW", IN_2025, ("open", "several", ("35-ct-tw-2019", "35-ct-tw-2024"))),
        ("35-CT/TW", date(2020, 1, 1), ("found", "", ("35-ct-tw-2019",))),
        ("35-CT/TW", CONFERENCE, ("unknown", "later", ("35-ct-tw-2019", "35-ct-tw-2024"))),
        ("35-CT/TW", None, ("open", "several", ("35-ct-tw-2019", "35-ct-tw-2024"))),
        ("16-HD/BTCTW", IN_2025, ("open", "several", ("16-hd-btctw-2018", "16-hd-btctw-2022"))),
        ("50-QĐ/TW", IN_2025, ("open", "several", ("50-qd-tw-2011", "50-qd-tw-2021"))),
        ("04-HD/TW", IN_2025, ("open", "several", ("04-hd-tw-2014", "04-hd-tw-2024"))),
        ("4 - HD/TW", date(2016, 1, 1), ("found", "", ("04-hd-tw-2014",))),
        ("366-QĐ/TW", date(2026, 11, 12), ("found", "", ("366-qd-tw-2025",))),
        ("999-QĐ/TW", IN_2025, ("unknown", "not_listed", ())),
    ],
    ids=[
        "35-CT/TW exists twice",
        "35-CT/TW in a text of 2020 can only be that of 2019",
        "35-CT/TW in a text of 2018 is nothing yet",
        "35-CT/TW in a text without a day stays open",
        "16-HD/BTCTW exists twice",
        "50-QĐ/TW exists twice",
        "04-HD/TW exists twice",
        "04-HD/TW of 2014, whose day is not known, in a text of 2016",
        "366-QĐ/TW in the sample report",
        "what the catalogue does not hold",
    ],
)
def test_a_number_alone_is_no_identity(
    notation: str, on: date | None, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    cited = Cited(kind="", numbers=(notation[:2],), notation=notation)
    assert said(resolve(shipped_catalogue(), cited, on=on)) == expected


def test_a_date_tells_two_with_one_number_apart() -> None:
    cited = Cited(kind="Chỉ thị", notation="35-CT/TW", date=date(2024, 6, 14))
    assert said(resolve(shipped_catalogue(), cited, on=IN_2025)) == ("found", "", ("35-ct-tw-2024",))


def test_a_law_is_cited_by_name() -> None:
    cited = Cited(kind="Luật", name="Bảo vệ bí mật nhà nước")
    assert said(resolve(shipped_catalogue(), cited, on=IN_2025)) == ("found", "", ("29-2018-qh14",))


# ----------------------------------------------------------------------------------------------- single rules

ONE = instrument()


@pytest.mark.parametrize(
    ("known", "cited", "on", "expected"),
    [
        (ONE, Cited(kind="Quy định", numbers=("01",)), IN_2025, ("open", Why.ISSUER_MISSING)),
        (
            ONE,
            Cited(kind="Quy định", numbers=("1",), issuers=(POLITBURO,)),
            None,
            ("open", Why.DAY_MISSING),
        ),
        (
            ONE,
            Cited(kind="Quy định", numbers=("1",), date=date(2018, 1, 2)),
            None,
            ("found", None),
        ),
        (
            ONE,
            Cited(kind="Quy định", numbers=("1",), date=date(2018, 1, 3)),
            IN_2025,
            ("unknown", Why.NOT_LISTED),
        ),
        (
            ONE,
            Cited(kind="Quy định", numbers=("1",), issuers=(SECRETARIAT,)),
            IN_2025,
            ("unknown", Why.NOT_LISTED),
        ),
        (
            instrument(issuer=SECRETARIAT),
            Cited(kind="Quy định", numbers=("1",), issuers=("Ban Bí thư trung ương Đảng",)),
            IN_2025,
            ("found", None),
        ),
        (
            ONE,
            Cited(kind="Chỉ thị", numbers=("1",), issuers=(POLITBURO,)),
            IN_2025,
            ("unknown", Why.NOT_LISTED),
        ),
        (ONE, Cited(kind="Quyết định", notation="1-QĐ/TW"), IN_2025, ("open", Why.KIND_DIFFERS)),
        (ONE, Cited(kind="Văn bản", notation="1-QĐ/TW"), IN_2025, ("found", None)),
        (
            instrument(issuer=""),
            Cited(kind="Quy định", notation="1-QĐ/TW", issuers=(POLITBURO,)),
            IN_2025,
            ("open", Why.TO_CONFIRM),
        ),
        (
            instrument(to_confirm=(Unread.DATE,)),
            Cited(kind="Quy định", notation="1-QĐ/TW"),
            IN_2025,
            ("open", Why.TO_CONFIRM),
        ),
        (
            instrument(state=Knowledge.TO_CONFIRM),
            Cited(kind="Quy định", notation="1-QĐ/TW"),
            IN_2025,
            ("open", Why.TO_CONFIRM),
        ),
        (
            instrument(to_confirm=(Unread.ENDS,)),
            Cited(kind="Quy định", notation="1-QĐ/TW"),
            IN_2025,
            ("found", None),
        ),
        (
            instrument(issued=Period.year(2018)),
            Cited(kind="Quy định", notation="1-QĐ/TW"),
            date(2018, 5, 1),
            ("open", Why.TO_CONFIRM),
        ),
        (
            instrument(number="", session="Trung ương 4 khóa XII"),
            Cited(kind="Quy định", session="Trung ương 4 khóa XI"),
            IN_2025,
            ("unknown", Why.NOT_LISTED),
        ),
        (
            instrument(number="", name="Đất đai"),
            Cited(kind="Quy định", numbers=("không số",)),
            IN_2025,
            ("unknown", Why.NOT_LISTED),
        ),
        (ONE, Cited(kind="Quy định"), IN_2025, ("unknown", Why.NOT_LISTED)),
        (
            instrument(number="1.12/2026/NQ-CP"),
            Cited(kind="Quy định", numbers=("1",), issuers=(POLITBURO,)),
            IN_2025,
            ("unknown", Why.NOT_LISTED),
        ),
    ],
    ids=[
        "a bare number without issuer is left open",
        "a bare number in a text without a day is left open",
        "a bare number with its date is enough",
        "another date is another instrument",
        "another issuer is another instrument",
        "an issuer under its second name, other case",
        "another kind is another instrument",
        "a notation with another kind is left open",
        "văn bản số … may be of any kind",
        "an issuer that is not known excludes nothing and proves nothing",
        "a date that nobody has read proves nothing",
        "an instrument to be confirmed is never found",
        "an end that nobody has read does not touch identity",
        "signed in the year of the text: perhaps after it",
        "another session is another resolution",
        "words without a figure are no number",
        "without number, session and name nothing is meant",
        "1 is not 1.12",
    ],
)
def test_one_instrument_and_one_citation(
    known: InstrumentView, cited: Cited, on: date | None, expected: tuple[str, Why | None]
) -> None:
    kind, why, _ = said(resolve(catalogue(known), cited, on=on))
    assert (kind, why) == (expected[0], expected[1].value if expected[1] else "")


@pytest.mark.parametrize(
    ("one", "other"),
    [("05-CT/TW", "5-ct/tw"), ("59 - QĐ/TW", "59-QĐ/TW"), ("59\N{EN DASH}QĐ/TW", "59-qđ/TW")],
)
def test_notations_that_are_the_same(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@given(st.sampled_from(shipped_catalogue().instruments), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_what_is_found_was_signed_by_the_day_of_the_text(known: InstrumentView, on: date) -> None:
    resolution = resolve(shipped_catalogue(), Cited(kind="", notation=known.number or None), on=on)
    if isinstance(resolution, Found):
        issued = resolution.instrument.issued
        assert issued is not None
        assert issued.last_day is not None
        assert issued.last_day <= on
        assert resolution.instrument.identified
