"""Questions asked of a record: what changed, what came of what was announced, who stands where. Pure functions."""
