"""Django registration of the node: wiring at start, triggers after every migration."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NodeConfig(AppConfig):
    """The node itself; holds no tables."""

    name = "phoihop.node"
    label = "node"

    def ready(self) -> None:
        """Plug all ports in; reinstall the append-only triggers whenever a migration has run (ADR 0008)."""
        from phoihop.node.append_only import install_after_migration
        from phoihop.node.wiring import wire

        wire()
        post_migrate.connect(install_after_migration, dispatch_uid="phoihop.append_only")
