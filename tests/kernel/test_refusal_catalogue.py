from __future__ import annotations

from pathlib import Path

import pytest

from phoihop.kernel.decision import Refusal
from phoihop.kernel.refusal_catalogue import load_catalogue
from phoihop.kernel.strict_yaml import YamlFault

CONTENT = Path(__file__).parents[2] / "content" / "refusals"
ENTRY = "- code: {code}\n  vi: {vi}\n  en: {en}\n  remedy_vi: Đề nghị làm lại.\n  remedy_en: Do it again.\n"


def entry(code: str, vi: str = "Không được.", en: str = "Not so.") -> str:
    return ENTRY.format(code=code, vi=f'"{vi}"', en=f'"{en}"')


def write(directory: Path, **files: str) -> Path:
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return directory


def test_a_sentence_holds_the_parameters(tmp_path: Path) -> None:
    catalogue = load_catalogue(
        write(tmp_path, tasks=entry("tasks.late", "Hạn {day} đã qua {n} ngày.", "{n} days after {day}."))
    )
    refusal = Refusal("tasks.late", (("day", "06-4-2018"), ("n", "3")))
    assert catalogue.sentence(refusal, "vi") == "Hạn 06-4-2018 đã qua 3 ngày."
    assert catalogue.sentence(refusal, "en") == "3 days after 06-4-2018."
    assert catalogue.remedy(refusal, "vi") == "Đề nghị làm lại."
    assert catalogue.remedy(refusal, "en") == "Do it again."


def test_a_parameter_is_text_and_never_a_pattern(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path, a=entry("a.b", "{x}", "{x}")))
    assert catalogue.sentence(Refusal("a.b", (("x", r"{x} \1 {y}"),)), "vi") == r"{x} \1 {y}"


def test_a_refusal_may_name_the_remedy_of_another(tmp_path: Path) -> None:
    other = entry("a.other").replace("Do it again.", "Ask first.")
    catalogue = load_catalogue(write(tmp_path, a=entry("a.one") + other))
    assert catalogue.remedy(Refusal("a.one", remedy="a.other"), "en") == "Ask first."


@pytest.mark.parametrize(
    "refusal", [Refusal("a.c"), Refusal("a.b")], ids=["an unknown code", "a missing parameter"]
)
def test_what_has_no_words_is_an_error(tmp_path: Path, refusal: Refusal) -> None:
    catalogue = load_catalogue(write(tmp_path, a=entry("a.b", "{x}", "{x}")))
    with pytest.raises(KeyError):
        catalogue.sentence(refusal, "vi")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param(entry("a.c") + entry("a.b"), 6, "sorted", id="codes out of order"),
        pytest.param(entry("a.b") + entry("a.b"), 6, "already", id="a code twice"),
        pytest.param(entry("a.b", vi=" "), 1, "empty", id="an empty sentence"),
        pytest.param(
            entry("a.b", vi="{x}"), 1, "different parameters", id="a parameter in one language only"
        ),
        pytest.param(entry("a.b", "{X}", "{X}"), 1, "brace", id="a brace that is no parameter"),
        pytest.param(entry("a.b", "{x} {", "{x}"), 1, "brace", id="a brace left open"),
        pytest.param(entry("a.b").replace("remedy_en", "remedy_fr"), 5, "remedy_fr", id="a third language"),
    ],
)
def test_a_catalogue_that_cannot_be_shown_is_refused(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(YamlFault) as caught:
        load_catalogue(write(tmp_path, a=text))
    assert (caught.value.line, message in caught.value.message) == (line, True), caught.value


def test_two_files_cannot_hold_one_code(tmp_path: Path) -> None:
    with pytest.raises(YamlFault, match=r"b\.yaml:1: a\.b: this code is written down already"):
        load_catalogue(write(tmp_path, a=entry("a.b"), b=entry("a.b")))


def test_the_refusals_of_the_kernel_have_their_words() -> None:
    refusal = Refusal(
        "calendar.year_unknown", (("edition", "vi-x"), ("known", "2017-2027"), ("year", "2028"))
    )
    assert load_catalogue(CONTENT).sentence(refusal, "vi") == (
        "Chưa tính được thời hạn theo ngày làm việc: "
        "lịch nghỉ vi-x chỉ có các năm 2017-2027, chưa có năm 2028."
    )
