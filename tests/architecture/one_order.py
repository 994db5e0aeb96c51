"""The contract of the written order for import-linter: its layers, and nothing of the house beside them.

import-linter's own layers are exhaustive below one container; the order of the house goes through all districts.
"""

from grimp import ImportGraph
from importlinter import ContractCheck
from importlinter.contracts.layers import LayersContract


class OneOrder(LayersContract):
    """Layers in which every package has its place that stands beside a layer, or beside what layers stand in."""

    type_name = "one_order"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """What layers find, and what has no place among them."""
        found = super().check(graph, verbose)
        unplaced = without_place({tail.name for tail in self.all_module_tails}, graph)
        found.metadata["undeclared_modules"] = unplaced
        found.kept = found.kept and not unplaced
        return found


def without_place(layers: set[str], graph: ImportGraph) -> set[str]:
    """What stands in the same packages as the layers, and is neither one of them nor holds any."""
    holders = {name.rsplit(".", depth)[0] for name in layers for depth in range(1, name.count(".") + 1)}
    beside = {child for holder in holders for child in graph.find_children(holder)}
    return beside - layers - holders
