"""A program for tests: the first officer records persons on an installation; prints what came of it.

    python tests/node/entering.py NAMES [PAGES]

PHOIHOP_HOME names the installation; PAGES limits how far the ledger's database may grow, as a full disk does.
Prints JSON: for each name "recorded" or the code of the refusal; for a full disk also the page that a reader
gets, as status and text.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django
from django.db import OperationalError, connections


def enter(names: list[str]) -> tuple[list[str], tuple[int, str] | None]:
    """Record each person in a command of its own; the page of the last one for which there was no room."""
    from phoihop.access.api import actor_of_login
    from phoihop.kernel.decision import Refused
    from phoihop.ledger.api import new_id
    from phoihop.registry import api as registry

    actor = actor_of_login("can-bo")
    assert actor is not None
    said: list[str] = []
    page = None
    for name in names:
        try:
            outcome = registry.record_person(actor, person=new_id(), name=name)
        except OperationalError as fault:
            code, page = told(fault)
            said.append(code)
        else:
            said.append(outcome.refusals[0].code if isinstance(outcome, Refused) else "recorded")
    return said, page


def told(fault: OperationalError) -> tuple[str, tuple[int, str]]:
    """What Django's own handling of a fault in a view makes of it, with the code behind the page."""
    from django.core.handlers.exception import response_for_exception
    from django.test import RequestFactory

    from phoihop.node.hindrance import disk_full

    refusal = disk_full(fault)
    answer = response_for_exception(RequestFactory().get("/", headers={"host": "localhost"}), fault)
    return refusal.code if refusal else "another fault", (answer.status_code, answer.content.decode())


def limit(pages: int) -> None:
    """Let the ledger's database grow by this many pages and no further, on this connection."""
    with connections["default"].cursor() as cursor:
        present = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {present + pages}")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "phoihop.node.settings"
    sys.path.insert(0, str(Path.cwd()))
    django.setup()
    if len(sys.argv) > 2:
        limit(int(sys.argv[2]))
    said, page = enter(sys.argv[1].split(","))
    sys.stdout.write(json.dumps({"said": said, "page": page}))
