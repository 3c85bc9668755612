"""The door of the shell: its ports, plugged in by node/wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from phoihop.kernel.decision import Refusal
from phoihop.shell.domain.types import MachineSource, TodaySource


def no_sentence(_fault: BaseException) -> None:
    """No fault is known by a sentence of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellPorts:
    """What the shell is told from above: sources of the home pages, and what the footer says of the node.

    `fault_in_words`: a fault of the machine that the reader can be told in a sentence, such as a full disk.
    """

    today: TodaySource
    machine: MachineSource
    node_name: str
    profile: str
    version: str
    fault_in_words: Callable[[BaseException], Refusal | None] = no_sentence


class NotWired(RuntimeError):
    """The shell was used before node/wiring plugged its ports in."""


_plugged: list[ShellPorts] = []


def plug(ports: ShellPorts) -> None:
    """Plug the ports in; called once at start by node/wiring (and by tests with their own)."""
    _plugged[:] = [ports]


def ports() -> ShellPorts:
    """The ports in force. NotWired before `plug`."""
    if not _plugged:
        raise NotWired
    return _plugged[0]
