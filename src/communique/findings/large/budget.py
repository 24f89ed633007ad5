"""What may be spent: tokens and money, on one article and in one run, looked at before each request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from communique.clock import Clock
from communique.settings import Reader


class UnansweredError(Exception):
    """No answer about an article is to be had now. `is_final`: the same would hold of every other article."""

    def __init__(self, reason: str, hint: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.is_final = is_final


@dataclass(slots=True)
class Spent:
    """Tokens that were sent and that came, and the requests that it took."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, tokens_in: int, tokens_out: int) -> None:
        self.requests += 1
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    def cost(self, settings: Reader) -> float:
        """What that cost, at the prices of the settings."""
        return cost_of(self.tokens_in, self.tokens_out, settings)


def cost_of(tokens_in: int, tokens_out: int, settings: Reader) -> float:
    """What so many tokens cost, in the currency of the prices."""
    return (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000


@dataclass(slots=True)
class Budget:
    """Keeps to the limits of the settings. A run that goes on over midnight (UTC) begins its limits anew."""

    settings: Reader
    clock: Clock
    total: Spent = field(default_factory=Spent)
    _today: Spent = field(default_factory=Spent)
    _article: Spent = field(default_factory=Spent)
    _day: date | None = None

    def begin(self) -> None:
        """From here on, what is spent is spent on another article."""
        self._article = Spent()

    def admit(self, tokens_in: int, tokens_out: int) -> None:
        """Let a request pass that may take so many tokens; UnansweredError where that could break a limit."""
        if self._day != (today := self.clock.now().date()):
            self._day, self._today = today, Spent()
        limits = self.settings
        used = self._today.tokens_in + self._today.tokens_out
        if used + tokens_in + tokens_out > limits.run_tokens:
            reason = f"it was left unread: {used:,} of the run's {limits.run_tokens:,} tokens are used"
            raise UnansweredError(reason, "read again later, or raise `run_tokens` under [reader]")
        cost, spent = cost_of(tokens_in, tokens_out, limits), self._today.cost(limits)
        if limits.run_cost is not None and spent + cost > limits.run_cost:
            reason = f"it was left unread: {spent:.4g} of the {limits.run_cost:g} that a run may cost are spent"
            raise UnansweredError(reason, "read again later, or raise `run_cost` under [reader]")
        cost += self._article.cost(limits)
        if limits.article_cost is not None and cost > limits.article_cost:
            reason = f"it was left unread: it may cost {cost:.4g}, and one article may cost {limits.article_cost:g}"
            raise UnansweredError(reason, "raise `article_cost` under [reader], or lower `article_tokens`")

    def book(self, tokens_in: int, tokens_out: int) -> None:
        """Note what a request took."""
        for spent in (self.total, self._today, self._article):
            spent.add(tokens_in, tokens_out)
