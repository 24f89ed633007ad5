"""What could be agreed: the package table, packages, blockers, trades, proposals, and what would hold."""
