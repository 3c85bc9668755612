"""A throw-away installation with fictional people: `make demo`. A second start goes on with it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.strict_yaml import load

PASSWORD = "thu-nghiem-2026"  # noqa: S105  # printed at every start; the installation holds nothing real
MARKER = "demo.marker"
READY = "demo.ready"
START = date(2026, 1, 5)
SAMPLE = "hoi-nghi-phoi-hop-2026.txt"
LABELS = {
    Role.OFFICER: "cán bộ",
    Role.CLERK: "văn thư",
    Role.LEADER: "lãnh đạo",
    Role.INSPECTOR: "kiểm tra",
    Role.OPERATOR: "quản trị",
}


class DemoFault(RuntimeError):
    """The demonstration could not be prepared; the message holds the refusals."""


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of content/scenarios/demo.yaml."""

    login: str
    name: str
    body: str
    title: str
    role: Role


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of what `make demo` prints."""

    login: str
    role: str
    post: str


@dataclass(frozen=True, slots=True)
class DemoAccounts:
    """The accounts of the demonstration and their common password."""

    password: str
    rows: tuple[DemoAccount, ...]


def members(folder: Path) -> tuple[Member, ...]:
    """Who works in the demonstration, from `demo.yaml` in `folder`."""
    return load(folder / "demo.yaml", tuple[Member, ...])


def prepare(folder: Path) -> DemoAccounts:
    """Make the demonstration in `folder`, or find it as the last start left it."""
    from phoihop.node import cli
    from phoihop.node.cli_install import set_up
    from phoihop.node.configuration import Profile, content
    from phoihop.node.new_installation import blank_configuration, write_configuration

    people = members(content() / "scenarios")
    bodies = tuple(dict.fromkeys(member.body for member in people))
    configuration = blank_configuration("Bản chạy thử", Profile.OFFLINE, bodies[0], bodies[1:])
    if (folder / MARKER).exists() and not (folder / READY).exists():
        shutil.rmtree(folder)  # a preparation that was interrupted: nothing in it is worth mending
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()
    write_configuration(folder, configuration)
    cli.start_django()
    set_up(folder, configuration)
    _install_people(people)
    _read_sample(content() / "scenarios" / SAMPLE, people[0])
    if not (folder / READY).exists():
        from phoihop.node.demo_programme import play

        play(content() / "scenarios")
    (folder / READY).touch()
    rows = tuple(DemoAccount(m.login, LABELS[m.role], m.title) for m in people)
    return DemoAccounts(PASSWORD, rows)


def _install_people(people: tuple[Member, ...]) -> None:
    from phoihop.access.api import create_account
    from phoihop.registry import api as registry

    first = people[0]
    genesis = registry.install_first_officer(
        body=first.body, person_name=first.name, title=first.title, start=START, role=first.role
    )
    if isinstance(genesis, Refused):
        return  # an earlier start has done all this
    actor = _actor_of(first, genesis.person, genesis.post)
    persons = {first.login: genesis.person}
    for member in people[1:]:
        persons[member.login] = _install_member(actor, member)
    for login, person in persons.items():
        _need(create_account(login, person=person, password=PASSWORD, must_change_password=False))


def _install_member(actor: Actor, member: Member) -> str:
    from phoihop.ledger.api import new_id
    from phoihop.registry import api as registry

    person, post = new_id(), new_id()
    _need(registry.record_person(actor, person=person, name=member.name))
    _need(registry.record_post(actor, post=post, body=member.body, title=member.title, role=member.role))
    _need(registry.start_tenure(actor, tenure=new_id(), person=person, post=post, start=START))
    return person


def _need(outcome: object) -> None:
    if isinstance(outcome, Refused):
        raise DemoFault(outcome.refusals)


def _actor_of(member: Member, person: str, post: str) -> Actor:
    from django.conf import settings

    ledger = settings.NODE.ledger_of(member.body)
    if ledger is None:
        raise DemoFault(f"{member.body} is not served")
    return Actor(
        account=member.login,
        person=person,
        person_name=member.name,
        post=post,
        post_title=member.title,
        body=member.body,
        body_name="",
        role=member.role,
        ledger=ledger,
        acts_for=frozenset({member.body}),
    )


def _read_sample(path: Path, officer: Member) -> None:
    """Hand the sample report in as the first officer; an earlier start has done it already."""
    from phoihop.access.api import actor_of_login
    from phoihop.intake import api as intake
    from phoihop.ledger.api import new_id

    actor = actor_of_login(officer.login)
    if actor is None:
        raise DemoFault(f"{officer.login} acts in no post")
    text = intake.Handed(
        id=new_id(), how=intake.How.FILE, data=path.read_bytes(), file_name=path.name, no_secret=True
    )
    outcome = intake.receive_text(actor, text)
    if isinstance(outcome, Refused) and {r.code for r in outcome.refusals} != {"intake.same_text"}:
        raise DemoFault(outcome.refusals)
