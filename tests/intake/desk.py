"""A desk for the tests of intake: the office of programmes with norms and vocabulary; invented texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from phoihop.access.domain.types import Actor
from phoihop.intake import acts, api
from phoihop.intake.domain.types import DraftView, Handed, How
from phoihop.intake.queries import source
from phoihop.intake.queries.drafts import draft_of
from phoihop.ledger import acts as ledger_acts
from phoihop.ledger import ports as ledger_ports
from phoihop.ledger.api import Ports, Recorded, new_id
from phoihop.ledger.domain.types import KindBook
from phoihop.norms import acts as norms_acts
from phoihop.norms import api as norms
from phoihop.norms.queries import source as norms_source
from phoihop.programme import acts as programme_acts
from phoihop.programme import api as programme
from phoihop.reading.api import LayerQuality, ReadingQuality, Vocabulary, load_vocabulary
from phoihop.registry import acts as registry_acts
from phoihop.registry import api as registry
from tests.norms.catalogues import CONTENT as NORMS
from tests.programme.office import REGION, REGISTRY_LEDGER, Office, actor
from tests.programme.office import plugged as office_plugged

PROJECT: Final = Path(__file__).resolve().parents[2]
ROOMS: Final = (registry, norms, programme, api)
KINDS: Final = (ledger_acts, registry_acts, norms_acts, programme_acts, acts)

REPORT: Final = """Hội nghị phối hợp công tác xây dựng Đảng năm 2018

Sáng 12-5-2018, Cục Chính trị và Ban Tổ chức các tỉnh, thành ủy tổ chức Hội nghị phối hợp công tác xây dựng \
Đảng.

Đồng chí Thiếu tướng Phạm Quốc Lâm, Chính ủy Quân khu yêu cầu, trong thời gian tới, Cục Chính trị chủ động \
phối hợp với Ban Tổ chức các tỉnh, thành ủy hoàn chỉnh Quy chế phối hợp trước ngày 20-12-2018; kiện toàn \
đảng ủy quân sự địa phương; tổng kết 10 năm thực hiện Nghị quyết số 28 của Bộ Chính trị.
"""
ENGLISH: Final = "The conference was held on a sunny day. Nothing was decided, and everybody went home early."
TABLE: Final = "TT\tTên\tSố lượng\n1\tBàn\t12\n2\tGhế\t48\n3\tTủ\t6\n"


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the project, loaded once for all tests."""
    return load_vocabulary(PROJECT / "content" / "vocab")


def quality() -> ReadingQuality:
    """Invented figures."""
    tasks = LayerQuality(layer="tasks", precision=87.5, recall=90.0, exact=80.0, spans=200)
    return ReadingQuality(measured_on=date(2026, 11, 23), texts=22, layers=(tasks,))


@contextmanager
def plugged(folder: Path, project: Path) -> Iterator[Office]:
    """The office with texts and norms plugged in; what was plugged before is put back."""
    lists = (norms_source._plugged, source._plugged, source._loaded)
    before = [list(items) for items in lists]
    with office_plugged(folder, project) as office:
        projectors = {p.subject_type: p for room in ROOMS for p in room.PROJECTORS}
        kinds = KindBook([kind for room in KINDS for kind in room.KINDS])
        ledger_ports.plug(Ports(kinds, projectors, office.ring, office.clock, office, {}))
        norms.plug(REGISTRY_LEDGER, keeper=REGION)
        programme.plug(programme.ProgrammePorts(evidence_url=api.evidence_url))
        api.plug(api.IntakePorts(vocabulary=vocabulary, quality=quality))
        try:
            yield office
        finally:
            for items, old in zip(lists, before, strict=True):
                items[:] = old


def load_norms() -> None:
    """The shipped catalogue of instruments."""
    assert isinstance(norms.load_edition(NORMS), Recorded)


# ------------------------------------------------------------------------------------------------- texts


def handed(text: str = REPORT, **more: object) -> Handed:
    """A pasted text, declared to hold no secret."""
    values: dict[str, object] = {
        "id": new_id(),
        "how": How.PASTE,
        "data": text.encode(),
        "no_secret": True,
        **more,
    }
    return Handed(**values)  # type: ignore[arg-type]  # the tests say which fields


def received(text: str = REPORT, *, by: Actor | None = None, **more: object) -> str:
    """The id of a text that was taken in."""
    paper = handed(text, **more)
    assert isinstance(api.receive_text(by or actor(), paper), Recorded)
    return paper.id


def draft(text: str) -> DraftView:
    """The draft of a text as it is stored now."""
    found = draft_of(text)
    assert found is not None
    return found
