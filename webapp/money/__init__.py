"""Money: the ledger, the law, and what shopkeepers earn."""
