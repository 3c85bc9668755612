"""The ledger of acts: envelope, tree, checkpoints, fold, vault. Nobody quietly changes it."""
