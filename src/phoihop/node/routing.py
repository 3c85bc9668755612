"""Which database a table lives in: ledger and projections in one, local and journal data in another.

A login never waits for an import, and a backup of the ledger carries no sessions.
"""

from __future__ import annotations

from django.apps import apps
from django.db import models

from phoihop.kernel.keep import Keep

LEDGER_DATABASE = "default"
LOCAL_DATABASE = "local"
LOCAL_KEEPS = frozenset({Keep.LOCAL, Keep.JOURNAL})


def database_of(model: type[models.Model]) -> str:
    """The alias of the database that holds a model's table.

    Django's own and third-party tables (sessions, lock-out) declare no Keep: all of them are local.
    """
    keep = getattr(model, "keep", Keep.LOCAL)
    return LOCAL_DATABASE if keep in LOCAL_KEEPS else LEDGER_DATABASE


class KeepRouter:
    """Django database router over `database_of`."""

    def db_for_read(self, model: type[models.Model], **_hints: object) -> str:
        """Where a model is read."""
        return database_of(model)

    def db_for_write(self, model: type[models.Model], **_hints: object) -> str:
        """Where a model is written."""
        return database_of(model)

    def allow_relation(self, one: models.Model, other: models.Model, **_hints: object) -> bool:
        """Relations stay inside one database."""
        return database_of(type(one)) == database_of(type(other))

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **_hints: object
    ) -> bool | None:
        """A table is made only where it lives."""
        if model_name is None:
            return None
        return database_of(apps.get_model(app_label, model_name)) == db
