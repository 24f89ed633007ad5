"""A partition of articles -> their findings: the one function that is mapped, whoever maps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.findings.batch import Names, find_in_part
from communique.findings.finder import RULES, Finder
from communique.model.article import Article
from communique.model.findings import Findings
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.actors.roster import load_roster
from communique.reading.parse import LanguageModel
from communique.settings.own_names import NONE, OwnNames
from communique.sources import Limits


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads: the parser, what makes findings, the user's own names, and the most characters of one article.

    It can be pickled, and then is loaded where it arrives, once for each process.
    """

    model: LanguageModel
    finder: Finder = RULES
    own: OwnNames = NONE
    most: int = Limits().read_characters


def read_partition(articles: Sequence[Article], reader: Reader) -> list[Findings]:
    """The findings of English articles in their order; what fails on one is its failure and costs no other.

    >>> from communique.reading.spacy_model import SpacyModel
    >>> [found.contacts[0].status for found in read_partition([Article("a", "Putin met Xi.")], Reader(SpacyModel()))]
    [<Status.HELD: 'held'>]
    """
    names = Names(load_gazetteer(reader.own), load_roster(reader.own))
    return list(find_in_part(articles, reader.model, names, reader.most, reader.finder))
