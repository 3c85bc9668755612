"""Pages of the ledger: Nhật ký hồ sơ."""
