"""On which terms models are asked: which, until when, for how much, and what of it may be answered from the disk."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.llm.meter import Purse


@dataclass(frozen=True)
class Recall:
    """How answers kept on disk are used: ``replay`` answers from them alone, without the model; ``fresh`` not at all.

    A reply kept under the name ``payer`` is taken, for the same ``payer``, as if it had just been paid for: its run is
    told again. So an article that is begun anew after a crash costs nothing twice, and its run reads as it would have.
    """

    replay: bool = False
    payer: str = ""
    fresh: bool = False


USUAL = Recall()
"""What is kept is used, and what isn't is asked."""


@dataclass(frozen=True)
class Terms:
    """On which terms models are asked.

    ``models`` are asked in order, the next one when one is down; ``until`` is a monotonic time; ``purse`` is what may
    be spent.
    """

    models: Sequence[str]
    until: float
    recall: Recall = USUAL
    purse: Purse | None = None


@dataclass(frozen=True)
class Asked:
    """How a model is to be asked, beside its name.

    ``fallbacks`` are models for when it is down, in order; ``budget`` is what an article may cost, in US dollars;
    ``stagger`` waits for the first chain before the rest, which is cheaper where a provider caches what they share.
    """

    fallbacks: Sequence[str] = ()
    budget: float | None = None
    stagger: bool = False

    def terms(self, model: str, until: float, recall: Recall) -> Terms:
        """The terms on which ``model`` is asked, with a purse of their own."""
        return Terms((model, *self.fallbacks), until, recall, None if self.budget is None else Purse(self.budget))


PLAINLY = Asked()
"""The model alone, all chains at once, whatever it costs."""
