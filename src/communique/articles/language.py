"""Which language a text is in, from a sample of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.data import load_toml

SAMPLE = 2_000
"""So many characters are looked at."""
_SHORT = 100
"""Texts with fewer letters than this are taken for English: too little to tell by (measured on news sentences)."""
_CERTAIN = 0.99
_PLAIN = 0.10
"""Share of plainly English words from which no model is asked; news in English has 0.14 and more."""
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language; `en` where the text is short or the language uncertain.

    >>> language_of("The envoys met in Oslo.")
    'en'
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _SHORT:
        return "en"
    english = _english()
    if words.count("the") and sum(word in english for word in words) >= _PLAIN * len(words):
        return "en"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _CERTAIN else "en"


@cache
def _english() -> frozenset[str]:
    return frozenset(load_toml("articles")["language"]["english"].split())


@cache
def _identifier() -> Any:
    """The language model; half a second to load, so only where a text is not plainly English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
