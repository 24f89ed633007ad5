"""Time expressions: a small phrase grammar of English and the calendar behind it.

From the bottom: `lexicon` (words and their categories, from data/times.toml), `periods` (the calendar), `phrase`
(what is understood), `lexer` (text to words), `grammar` (patterns over categories), `tense` and `context` (what
decides between last and next Tuesday), `rules_*` (what each pattern means), `amounts` (durations and how far they
reach), `ranges` (what two dates or a preposition make of it), `cascade` (the passes over an article).
"""
