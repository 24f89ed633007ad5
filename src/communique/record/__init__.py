"""Findings -> Record: merging, conflicts, views, and the store that keeps what they are made from."""
