"""What could be agreed, as a report: table, packages, blockers, proposals, stability, scenarios; with pictures."""
