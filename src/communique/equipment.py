"""What reading works with, as the settings say: parser, finder, limits, workers; loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.findings.finder import Finder
    from communique.pipeline import Options
    from communique.reading.parse import LanguageModel
    from communique.settings import Settings


def reading_options(settings: Settings, progress: Callable[[], None] = lambda: None) -> Options:
    """How the settings want articles read; `progress` is called after each item."""
    from communique.engine.engine import usual_workers
    from communique.model.reader import EngineKind
    from communique.net.manners import manners_of
    from communique.pipeline import Options
    from communique.sources import Limits

    manners = None if settings.net.offline else manners_of(settings)
    limits = Limits(settings.max_document_bytes, columns=settings.columns, manners=manners)
    workers = settings.workers or usual_workers()
    cluster = settings.cluster if settings.engine is EngineKind.RAY else None
    return Options(limits, settings.own_names, progress, finder=load_finder(settings), workers=workers, cluster=cluster)


def load_finder(settings: Settings) -> Finder:
    """What makes findings of what is parsed: the rules, or the large model that the settings name."""
    from communique.model.reader import ReaderKind

    if settings.reader.kind is ReaderKind.LARGE:
        from communique.findings.large.finder import make_large_model

        return make_large_model(settings)
    from communique.findings.finder import RULES

    return RULES


def load_model(settings: Settings) -> LanguageModel:
    """The parser that the settings name."""
    from communique.reading.spacy_model import SpacyModel

    try:
        return SpacyModel(settings.model)
    except (OSError, ImportError) as error:
        message = f"the language model {settings.model} cannot be loaded: {error}"
        raise CommuniqueError(message, hint="install communique again, or mend `model` in the settings") from error
