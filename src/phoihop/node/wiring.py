"""Everything that looks upward is plugged in here, in one list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec
from django.conf import settings

from phoihop.access import api as access
from phoihop.intake import acts as intake_acts
from phoihop.intake import api as intake
from phoihop.kernel.decision import Accepted
from phoihop.kernel.strict_yaml import load
from phoihop.ledger import acts as ledger_acts
from phoihop.ledger.api import KindTitle, Ports, Projector
from phoihop.ledger.api import plug as plug_ledger
from phoihop.ledger.domain.types import ActKind, KindBook, Payload
from phoihop.node.configuration import Configuration, SignIn
from phoihop.node.hindrance import MachineHindrance, disk_full
from phoihop.node.home_sources import MachineState, ProgrammeToday
from phoihop.node.keys import FileKeyRing
from phoihop.node.page_names import NamesWithPages, page_names
from phoihop.node.sentences import catalogue
from phoihop.norms import acts as norms_acts
from phoihop.norms import api as norms
from phoihop.programme import acts as programme_acts
from phoihop.programme import api as programme
from phoihop.reading.api import ReadingQuality, Vocabulary, load_quality, load_vocabulary, refuse_secret
from phoihop.registry import acts as registry_acts
from phoihop.registry import api as registry
from phoihop.shell import api as shell
from phoihop.ui import refusals

KINDS: tuple[ActKind[Payload], ...] = (
    *ledger_acts.KINDS,
    *norms_acts.KINDS,
    *registry_acts.KINDS,
    *programme_acts.KINDS,
    *intake_acts.KINDS,
)
PROJECTORS: tuple[Projector, ...] = (
    *norms.PROJECTORS,
    *registry.PROJECTORS,
    *programme.PROJECTORS,
    *intake.PROJECTORS,
)


class TitleEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of content/act_kinds.yaml."""

    kind: str
    vi: str
    en: str


def now() -> datetime:
    """The time of the machine, UTC. The only clock of the program."""
    return datetime.now(UTC)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the program, loaded once."""
    return load_vocabulary(settings.CONTENT / "vocab")


@cache
def quality() -> ReadingQuality:
    """How well reading was measured, loaded once."""
    return load_quality(settings.CONTENT / "reading" / "quality.yaml")


def kind_titles(folder: Path) -> dict[str, KindTitle]:
    """What each kind of act is called, from content/act_kinds.yaml."""
    entries = load(folder / "act_kinds.yaml", tuple[TitleEntry, ...])
    return {entry.kind: KindTitle(entry.vi, entry.en) for entry in entries}


def acting_rules(folder: Path) -> tuple[registry.ActingRule, ...]:
    """Which body may report for another one, from content/acting.yaml; to be confirmed: gives no right."""
    return load(folder / "acting.yaml", tuple[registry.ActingRule, ...])


def wire() -> None:
    """Plug in kinds, projectors, keys, clock, posts, names, sentences."""
    node: Configuration = settings.NODE
    names = registry.Names()
    plug_ledger(
        Ports(
            kinds=KindBook(KINDS),
            projectors=_by_subject_type(PROJECTORS),
            keys=FileKeyRing(settings.HOME / "keys"),
            clock=now,
            names=names,
            titles=kind_titles(settings.CONTENT),
            read_only=settings.READ_ONLY,
            hindrance=MachineHindrance(settings.HOME),
        )
    )
    registry.plug(node.registry_ledger, keeper=node.home_body)
    norms.plug(node.registry_ledger, keeper=node.home_body)
    programme.plug(programme.ProgrammePorts(evidence_url=intake.evidence_url))
    grid_words = settings.CONTENT / "programme" / "grid.yaml"
    programme.plug_grid(programme.GridPorts(vocabulary=vocabulary, words=grid_words))
    intake.plug(intake.IntakePorts(vocabulary=vocabulary, quality=quality))
    readable = NamesWithPages(page_names(settings.CONTENT), names)
    access.plug(
        access.AccessPorts(
            source=registry.RegistryActorSource(acting_rules(settings.CONTENT)),
            names=readable,
            ledgers=node.ledger_of,
            clock=now,
            policy=sign_in_policy(node.sign_in or SignIn()),
            keepable=bears_no_mark,
        )
    )
    refusals.plug(catalogue())
    shell.plug(
        shell.ShellPorts(
            today=ProgrammeToday(),
            machine=MachineState(),
            node_name=node.name,
            profile=node.profile,
            version=version("phoihop"),
            fault_in_words=disk_full,
        )
    )


def sign_in_policy(said: SignIn) -> access.SignInPolicy:
    """What node.toml says about signing in, as access asks for it."""
    return access.SignInPolicy(
        second_factor=said.second_factor,
        second_factor_of=said.second_factor_of,
        idle_minutes=said.idle_minutes,
        idle_minutes_of=said.idle_minutes_of,
    )


def bears_no_mark(text: str) -> bool:
    """Whether a text may be kept for its writer: one with a mark of state secrecy is stored nowhere."""
    return isinstance(refuse_secret(text, ""), Accepted)


def _by_subject_type(projectors: Iterable[Projector]) -> dict[str, Projector]:
    found: dict[str, Projector] = {}
    for projector in projectors:
        if projector.subject_type in found:
            raise ValueError(f"two projectors for {projector.subject_type}")
        found[projector.subject_type] = projector
    return found
