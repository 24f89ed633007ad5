"""Findings by a large language model behind an API: what it answers counts only where the article's words bear it."""
