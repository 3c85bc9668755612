"""What the names in papers of the agency meant on a day: one sentence per row, to be read by officers too."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from phoihop.kernel.period import Period
from phoihop.registry.acts import Abbreviation, Alias
from phoihop.registry.domain.mentions import name_index, resolve
from phoihop.registry.domain.types import Ambiguous, ClassOf, Ended, Resolution, Resolved, Unknown
from tests.registry.registers import (
    CONFERENCE,
    HOME,
    MERGED,
    NO_RULES,
    body,
    name,
    passed,
    register,
    shipped_register,
)

NINE_BOARDS = tuple(f"P-{unit}-BTC" for unit in (17, 22, 30, 31, 33, 34, 35, 36, 37))
FOUR_BOARDS = ("P-22-BTC", "P-31-BTC.v2", "P-33-BTC.v2", "P-37-BTC.v2")


def meaning(mention: str, on: date, home: str = HOME) -> Resolution:
    return resolve(name_index(shipped_register()), mention, on=on, home=home)


def codes(found: Resolution) -> tuple[str, ...]:
    match found:
        case Resolved(bodies=bodies) | Ambiguous(candidates=bodies):
            return tuple(body.code for body in bodies)
        case ClassOf(members=bodies) | Ended(successors=bodies) | Unknown(later=bodies):
            return tuple(body.code for body in bodies)


RESOLVED = [
    ("the home agency by its short name", "Cục Chính trị", CONFERENCE, "M-QK3-CT"),
    ("the home agency by its full name", "Cục Chính trị Quân khu 3", CONFERENCE, "M-QK3-CT"),
    ("the standing committee of the region", "Thường vụ Đảng ủy Quân khu", CONFERENCE, "MP-QK3-TV"),
    ("the Party committee of the region", "Đảng ủy Quân khu", CONFERENCE, "MP-QK3"),
    ("the command of the region", "Bộ Tư lệnh Quân khu", CONFERENCE, "M-QK3"),
    ("the Central Military Commission", "Quân ủy Trung ương", CONFERENCE, "MP-QUTW"),
    ("the Politburo is an organ of the Central Committee", "Bộ Chính trị", CONFERENCE, "P-TW"),
    ("the Secretariat is an organ of the Central Committee", "Ban Bí thư", CONFERENCE, "P-TW"),
    ("another case of a letter", "Tổng Cục Chính trị", CONFERENCE, "M-TCCT"),
    ("a provincial command by its full name", "Bộ Chỉ huy quân sự tỉnh Hòa Bình", CONFERENCE, "M-17"),
    ("a provincial command by its abbreviation", "Bộ CHQS tỉnh Hòa Bình", CONFERENCE, "M-17"),
    ("a provincial command without the word tỉnh", "Bộ Chỉ huy quân sự Hòa Bình", CONFERENCE, "M-17"),
    ("new tone placement", "Tỉnh uỷ Hoà Bình", CONFERENCE, "P-17"),
    ("a merged city before the merger", "Ban Tổ chức Thành ủy Hải Phòng", CONFERENCE, "P-31-BTC"),
    ("the same name after the merger", "Ban Tổ chức Thành ủy Hải Phòng", MERGED, "P-31-BTC.v2"),
    ("a political office without its dash", "Phòng Chính trị Bộ CHQS tỉnh Thái Bình", CONFERENCE, "M-34-PCT"),
    ("a district command", "Ban CHQS huyện Đà Bắc", CONFERENCE, "M-150"),
]


@pytest.mark.parametrize(
    ("mention", "on", "code"), [row[1:] for row in RESOLVED], ids=[row[0] for row in RESOLVED]
)
def test_a_mention_that_means_one_body(mention: str, on: date, code: str) -> None:
    found = meaning(mention, on)
    assert (type(found), codes(found)) == (Resolved, (code,))


CLASSES = [
    ("nine boards in 2018", "Ban Tổ chức các tỉnh ủy, thành ủy", CONFERENCE, NINE_BOARDS),
    ("four boards after the mergers", "Ban Tổ chức các tỉnh ủy, thành ủy", MERGED, FOUR_BOARDS),
    ("shortened", "Ban Tổ chức các tỉnh, thành ủy", CONFERENCE, NINE_BOARDS),
    ("with its territory", "Ban Tổ chức các tỉnh, thành ủy trên địa bàn Quân khu", CONFERENCE, NINE_BOARDS),
    (
        "Party committees of the nine",
        "tỉnh ủy, thành ủy",
        CONFERENCE,
        ("P-17", "P-22", "P-30", "P-31", "P-33", "P-34", "P-35", "P-36", "P-37"),
    ),
    ("Party committees of the four", "các tỉnh, thành ủy", MERGED, ("P-22", "P-31.v2", "P-33.v2", "P-37.v2")),
    (
        "standing committees",
        "Ban Thường vụ các tỉnh ủy, thành ủy",
        MERGED,
        ("P-22-BTV", "P-31-BTV.v2", "P-33-BTV.v2", "P-37-BTV.v2"),
    ),
    (
        "military Party committees, with a bracket",
        "đảng ủy quân sự các tỉnh (thành phố)",
        MERGED,
        ("P-22-QS", "P-31-QS.v2", "P-33-QS.v2", "P-37-QS.v2"),
    ),
    (
        "local military Party organisations",
        "đảng bộ quân sự địa phương",
        MERGED,
        ("P-22-QS", "P-31-QS.v2", "P-33-QS.v2", "P-37-QS.v2"),
    ),
    ("provincial commands", "bộ CHQS các tỉnh, thành phố", MERGED, ("M-22", "M-31.v2", "M-33.v2", "M-37.v2")),
    (
        "political offices",
        "Phòng Chính trị Bộ CHQS các tỉnh, thành phố",
        MERGED,
        ("M-22-PCT", "M-31-PCT.v2", "M-33-PCT.v2", "M-37-PCT.v2"),
    ),
    (
        "inspection committees",
        "Ủy ban Kiểm tra các tỉnh ủy, thành ủy",
        MERGED,
        ("P-22-UBKT", "P-31-UBKT.v2", "P-33-UBKT.v2", "P-37-UBKT.v2"),
    ),
    ("no district is left in 2025", "Ban CHQS các huyện, thành phố", MERGED, ()),
]


@pytest.mark.parametrize(
    ("mention", "on", "members"), [row[1:] for row in CLASSES], ids=[row[0] for row in CLASSES]
)
def test_a_class_name_means_its_members_of_the_day(mention: str, on: date, members: tuple[str, ...]) -> None:
    found = meaning(mention, on)
    assert (type(found), codes(found)) == (ClassOf, members)


@pytest.mark.parametrize(
    ("mention", "count"),
    [
        ("Ban Chỉ huy quân sự các huyện, quận, thị xã, thành phố", 94),
        ("các huyện ủy, quận ủy, thị ủy, thành ủy", 94),
        ("Đảng ủy Quân sự các huyện, thị xã, thành phố", 94),
    ],
)
def test_class_names_of_the_district_level_mean_the_94_districts_of_2018(mention: str, count: int) -> None:
    assert len(codes(meaning(mention, CONFERENCE))) == count


@pytest.mark.parametrize(
    ("on", "stated", "agrees"),
    [(CONFERENCE, 9, True), (MERGED, 9, False)],
    ids=["nine of nine", "nine of four"],
)
def test_a_figure_in_a_class_name_is_compared_with_the_members(
    on: date, stated: int, *, agrees: bool
) -> None:
    found = meaning("Ban Tổ chức 9 tỉnh ủy, thành ủy", on)
    assert isinstance(found, ClassOf)
    assert (found.stated, found.agrees) == (stated, agrees)


def test_a_class_name_without_a_figure_agrees_with_any_number() -> None:
    found = meaning("Ban Tổ chức các tỉnh ủy, thành ủy", MERGED)
    assert isinstance(found, ClassOf)
    assert found.agrees


UNSETTLED = [
    ("a provincial command of no named province", "Bộ Chỉ huy quân sự tỉnh", CONFERENCE, "M-17"),
    ("a Party committee of no named province", "Tỉnh ủy", CONFERENCE, "P-17"),
    ("a place that is a province's and a district's", "Đảng ủy Quân sự Hòa Bình", CONFERENCE, "P-17-QS"),
    ("half of a name, even if only one body begins so", "Phòng Tuyên huấn", CONFERENCE, "M-QK3-CT-TH"),
]


@pytest.mark.parametrize(
    ("mention", "on", "among"), [r[1:] for r in UNSETTLED], ids=[r[0] for r in UNSETTLED]
)
def test_what_could_be_several_is_not_settled(mention: str, on: date, among: str) -> None:
    found = meaning(mention, on)
    assert isinstance(found, Ambiguous)
    assert among in codes(found)


@pytest.mark.parametrize(
    ("mention", "ended", "successors"),
    [
        ("Ban Tổ chức Tỉnh ủy Hải Dương", "P-30-BTC", ("P-31-BTC.v2",)),
        ("Bộ CHQS tỉnh Hòa Bình", "M-17", ("M-25.v2",)),
        ("Huyện ủy Đà Bắc", "P-150", ()),
        ("Ban Chỉ huy quân sự huyện Kỳ Sơn", "M-151", ()),
    ],
    ids=["merged", "transferred to another region", "abolished", "merged into a district abolished since"],
)
def test_a_body_that_has_ended_is_named_with_those_that_carry_on(
    mention: str, ended: str, successors: tuple[str, ...]
) -> None:
    found = meaning(mention, MERGED)
    assert isinstance(found, Ended)
    assert (found.body.code, codes(found)) == (ended, successors)


def test_a_name_that_comes_later_is_unknown_on_the_day_with_a_hint() -> None:
    found = meaning("Thành phố Chí Linh", CONFERENCE)
    assert (type(found), codes(found)) == (Unknown, ("S-290.v2",))


def test_a_place_with_the_wrong_level_is_not_taken_for_the_right_one() -> None:
    assert meaning("Bộ Chỉ huy quân sự thành phố Hải Dương", CONFERENCE) == Unknown()


@pytest.mark.parametrize("mention", ["Hội Nông dân tỉnh", "Ban", "", "—", "9"])
def test_what_the_register_does_not_hold_is_unknown(mention: str) -> None:
    assert meaning(mention, CONFERENCE) == Unknown()


@pytest.mark.parametrize("mention", ["Cục Chính trị", "Ban Tổ chức các tỉnh ủy, thành ủy"])
def test_short_names_and_class_names_hold_in_papers_of_the_home_agency_only(mention: str) -> None:
    assert not isinstance(meaning(mention, CONFERENCE, home="P-17-BTC"), Resolved | ClassOf)


# ---------------------------------------------------------------------------------- invented registers


def test_two_bodies_of_one_name_on_one_day_are_not_settled() -> None:
    twins = register(body("A", "Phòng Mẫu"), body("B", "Phòng Mẫu"))
    assert resolve(name_index(twins), "Phòng Mẫu", on=CONFERENCE, home=HOME) == Ambiguous(
        (twins.bodies["A"], twins.bodies["B"])
    )


def test_a_former_name_still_means_the_body_that_had_it() -> None:
    changed = date(2020, 1, 1)
    names = (name("A", "Phòng Cũ", Period(None, changed)), name("A", "Phòng Mới", Period(changed, None)))
    renamed = register(body("A", "Phòng Cũ"), names=names)
    found = resolve(name_index(renamed), "Phòng Cũ", on=MERGED, home=HOME)
    assert isinstance(found, Resolved)
    assert found.bodies[0].name == "Phòng Mới"


def test_of_two_ended_bodies_of_one_name_the_last_one_is_meant() -> None:
    first, second = Period(None, date(2010, 1, 1)), Period(date(2012, 1, 1), date(2020, 1, 1))
    ended = register(
        body("A", "Phòng Mẫu", period=first),
        body("B", "Phòng Mẫu", period=second),
        body("C", "Phòng Kế thừa"),
        lineage=(passed("B", "C", on=date(2020, 1, 1)),),
    )
    found = resolve(name_index(ended), "Phòng Mẫu", on=MERGED, home=HOME)
    assert (type(found), codes(found)) == (Ended, ("C",))


def test_an_alias_of_an_ended_body_names_its_heir() -> None:
    over = date(2020, 1, 1)
    rules = msgspec.structs.replace(
        NO_RULES,
        aliases=(Alias("A", ("Phòng ta",)),),
        abbreviations=(Abbreviation("P.", "Phòng"),),
    )
    ended = register(
        body("A", "Phòng Mẫu", period=Period(None, over)),
        body("B", "Phòng Kế thừa"),
        lineage=(passed("A", "B", on=over),),
        rules=rules,
    )
    found = resolve(name_index(ended), "P. ta", on=MERGED, home=HOME)
    assert (type(found), codes(found)) == (Ended, ("B",))
