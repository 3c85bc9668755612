"""The one import contract that import-linter does not bring along: the anatomy of every room.

`type = "anatomy"` in pyproject.toml is an exhaustive layers contract whose containers are *all* rooms of the
root package but the excepted ones. A list of containers would have to be remembered with each new room, and
an entry for a room that is not there yet is an error; this one walls a room in on the day it appears.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields
from importlinter.contracts.layers import LayerField, LayersContract


class AnatomyContract(Contract):
    """Layers inside each room.

    Options: `root`, the package whose children are the rooms; `except_rooms`, rooms with an anatomy of their
    own; `layers` and `exhaustive_ignores` as in import-linter's layers contract.
    """

    type_name = "anatomy"

    root = fields.StringField()
    layers = fields.ListField(subfield=LayerField())
    except_rooms = fields.ListField(subfield=fields.StringField())
    exhaustive_ignores = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - their signature
        """Check the layers of every room that is in the graph."""
        rooms = self._rooms(graph)
        return self._layers_of(rooms).check(graph, verbose) if rooms else ContractCheck(kept=True)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print what is broken, as a layers contract does."""
        self._layers_of([self.contract_options["root"]]).render_broken_contract(check)

    def _rooms(self, graph: ImportGraph) -> list[str]:
        root: str = self.contract_options["root"]
        excepted = {f"{root}.{room}" for room in self.contract_options["except_rooms"]}
        packages = [name for name in graph.find_children(root) if graph.find_children(name)]
        return sorted(set(packages) - excepted)

    def _layers_of(self, rooms: list[str]) -> LayersContract:
        options = {
            "containers": rooms,
            "exhaustive": "true",
            "exhaustive_ignores": self.contract_options["exhaustive_ignores"],
            "layers": self.contract_options["layers"],
        }
        return LayersContract(self.name, self.session_options, options)
