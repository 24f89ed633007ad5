"""The lexicon of stances: the words of `stances.toml`, arranged for looking up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `stances.toml`, by part of speech: lemma -> [(second word or "", stance)]."""

    verbs: dict[str, list[tuple[str, str]]]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    judgements: dict[str, str]
    judging_nouns: dict[str, str]
    negated: dict[str, str]
    weak: frozenset[str]
    light: frozenset[str]
    emphasis: frozenset[str]
    speech: frozenset[str]
    obligation: frozenset[str]
    obligation_verbs: frozenset[str]
    undertaking: frozenset[str]
    homes: frozenset[str]
    outlets: frozenset[str]
    documents: frozenset[str]
    issuing: frozenset[str]
    markers: frozenset[str]
    strict_markers: frozenset[str]
    negative_markers: frozenset[str]
    returns: frozenset[str]
    lasting: frozenset[str]
    depending: frozenset[str]
    texts: frozenset[str]
    standing: frozenset[str]
    condition_phrases: dict[str, list[tuple[str, ...]]]
    condition_words: frozenset[str]
    intending: frozenset[str]
    intended: str
    infinitive: frozenset[str]
    asserting: frozenset[str]
    asserted: str
    firm: frozenset[str]
    view_verbs: frozenset[str]
    view_nouns: frozenset[str]
    viewed: str
    deeming: frozenset[str]
    calling: frozenset[str]
    regarding: frozenset[str]
    slurs: frozenset[str]
    relenting: frozenset[str]
    hostile: frozenset[str]
    blaming: frozenset[str]
    violent: frozenset[str]
    defying: frozenset[str]
    preconditions: frozenset[str]
    promising: frozenset[str]
    witnessing: frozenset[str]
    silence: frozenset[str]
    withheld: frozenset[str]
    refusals: frozenset[str]
    nameless: frozenset[str]
    disputing: frozenset[str]
    hearsay: frozenset[str]
    telling: frozenset[str]
    prohibition: frozenset[str]
    possibility: frozenset[str]
    prohibited: str
    complement: frozenset[str]
    titles: frozenset[str]
    copulas: frozenset[str]
    negative: frozenset[str]
    never_passive: frozenset[str]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of stances, loaded once."""
    data = tomllib.loads(resources.files("communique.data").joinpath("stances.toml").read_text(encoding="utf-8"))
    verbs: dict[str, list[tuple[str, str]]] = {}
    for stance, entries in data["verbs"].items():
        for entry in entries:
            lemma, _, second = entry.partition(" ")
            verbs.setdefault(lemma, []).append((second, stance))
    for entries in verbs.values():
        entries.sort(key=lambda e: -len(e[0]))
    flat = {
        name: {w: s for s, words in data[name].items() for w in words}
        for name in ("nouns", "adjectives", "judgements", "judging_nouns")
    }
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for stance, entries in data["phrases"].items():
        for entry in entries:
            words = tuple(entry.split())
            phrases.setdefault(words[0], []).append((words, stance))
    condition_phrases: dict[str, list[tuple[str, ...]]] = {}
    for entry in data["conditions"]["phrases"]:
        condition_phrases.setdefault(entry.split()[0], []).append(tuple(entry.split()))
    return Lexicon(
        verbs=verbs,
        nouns=flat["nouns"],
        adjectives=flat["adjectives"],
        judgements=flat["judgements"],
        judging_nouns=flat["judging_nouns"],
        negated=data["negated"],
        weak=frozenset(data["weak"]["words"]),
        light=frozenset(data["light"]["verbs"]),
        emphasis=frozenset(data["emphasis"]["verbs"]),
        speech=frozenset(data["speech"]["verbs"]),
        obligation=frozenset(data["obligation"]["auxiliaries"]),
        obligation_verbs=frozenset(data["obligation"]["verbs"]),
        undertaking=frozenset(data["undertaking"]["auxiliaries"]),
        homes=frozenset(data["homes"]["nouns"]),
        outlets=frozenset(data["outlets"]["nouns"]),
        documents=frozenset(data["documents"]["nouns"]),
        issuing=frozenset(data["documents"]["issuing"]),
        markers=frozenset(data["conditions"]["markers"]),
        strict_markers=frozenset(data["conditions"]["strict"]),
        negative_markers=frozenset(data["conditions"]["negative"]),
        returns=frozenset(data["conditions"]["returns"]),
        lasting=frozenset(data["conditions"]["lasting"]),
        depending=frozenset(data["conditions"]["depending"]),
        texts=frozenset(data["undertaking"]["texts"]),
        standing=frozenset(data["conditions"]["standing"]),
        condition_phrases=condition_phrases,
        condition_words=frozenset(data["conditions"]["markers"])
        | {word for entry in data["conditions"]["phrases"] for word in entry.split()},
        intending=frozenset(data["intending"]["verbs"]),
        intended=data["intending"]["stance"],
        infinitive=frozenset(data["infinitive"]["verbs"]),
        asserting=frozenset(data["asserting"]["verbs"]),
        asserted=data["asserting"]["stance"],
        firm=frozenset(data["asserting"]["firm"]),
        view_verbs=frozenset(data["views"]["verbs"]),
        view_nouns=frozenset(data["views"]["nouns"]),
        viewed=data["views"]["stance"],
        deeming=frozenset(data["deeming"]["verbs"]),
        calling=frozenset(data["calling"]["verbs"]),
        regarding=frozenset(data["calling"]["views"]),
        slurs=frozenset(data["calling"]["bad"]),
        relenting=frozenset(data["relenting"]["verbs"]),
        hostile=frozenset(data["hostile"]["verbs"]),
        blaming=frozenset(data["blaming"]["verbs"]),
        violent=frozenset(data["violent"]["verbs"]),
        defying=frozenset(data["defying"]["verbs"]),
        preconditions=frozenset(data["preconditions"]["nouns"]),
        promising=frozenset(data["promising"]["verbs"]),
        witnessing=frozenset(data["witnessing"]["verbs"]),
        silence=frozenset(data["silence"]["verbs"]),
        withheld=frozenset(data["silence"]["withheld"]),
        refusals=frozenset(data["silence"]["refusals"]),
        nameless=frozenset(data["silence"]["nameless"]),
        disputing=frozenset(data["hearsay"]["verbs"]),
        hearsay=frozenset(data["hearsay"]["nouns"]),
        telling=frozenset(data["silence"]["telling"]),
        possibility=frozenset(data["possibility"]["auxiliaries"]),
        prohibition=frozenset(data["prohibition"]["auxiliaries"]),
        prohibited=data["prohibition"]["stance"],
        complement=frozenset(data["complement"]["nouns"]),
        titles=frozenset(data["complement"]["titles"]),
        copulas=frozenset(data["grammar"]["copulas"]),
        negative=frozenset(data["grammar"]["negative"]),
        never_passive=frozenset(data["grammar"]["never_passive"]),
        phrases=phrases,
    )
