"""`python -m phoihop.node` is the same as `phoihop`."""

from phoihop.node.cli import main

main()
