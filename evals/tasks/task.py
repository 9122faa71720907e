"""What a task is: labelled texts, what is counted in each, and the figures made of the counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.labels.label import Labelled
from evals.scoring import Counts, Span, overlap, per
from service.analysis import analyze
from service.article import Article
from service.checking import check
from service.errors import AnswerError, WhosewordsError
from service.findings import Analysis, Checked
from service.sentences import sentence_spans
from service.support import Support

CaseKind = Literal["miss", "false alarm", "wrong"]


class Case(BaseModel):
    """One thing that went wrong, in its sentence: a label missed, a finding with no label, or a finding in part wrong.

    ``what`` groups it (“indirect quotation”, “Loaded_Language”), ``where`` says where it stands (a voice, a kind of
    change), and ``note`` what to know of it.
    """

    model_config = ConfigDict(frozen=True)

    kind: CaseKind
    what: str
    where: str = ""
    before: str = ""
    words: str
    after: str = ""
    note: str = ""


@dataclass(frozen=True)
class Judged:
    """An answer beside the labels of its text: sums, and what went wrong."""

    counts: Counts
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True)
class People:
    """How well people agree with each other on the same thing, from ``low`` to ``high``, and on which set."""

    low: float
    high: float
    on: str

    def __str__(self) -> str:
        """The range as tables show it."""
        low, high = (f"{edge:.3f}".removesuffix("0").removeprefix("0") for edge in (self.low, self.high))
        if self.high == 1:
            return f"≥ {low}"
        return low if low == high else f"{low}–{high}"


@dataclass(frozen=True)
class Figure:
    """One number of a task's report.

    ``better`` is the direction to go, empty for a number that merely describes; ``group`` is the heading it stands
    under; ``people`` is how well people do; ``shown`` is how it is written.
    """

    name: str
    compute: Callable[[Counts], float | None]
    better: Literal["higher", "lower", ""] = "higher"
    group: str = ""
    people: People | None = None
    shown: Literal["share", "number", "dollars"] = "share"


class Answers:
    """What a model answers about one text, and what its checks are made of; each is asked for once."""

    def __init__(self, text: str, model: str) -> None:
        """Ask nothing yet."""
        self.model = model
        self._text = text

    @cached_property
    def _analysis(self) -> Analysis:
        return analyze(self._text, self.model)

    @cached_property
    def article(self) -> Article:
        """The text as an article."""
        return Article.read(self._text)

    def check(self, text: str) -> Checked:
        """Whether ``text`` keeps to the article; raises WhosewordsError when the model doesn't say."""
        return check(text, self._text, self.model)

    @cached_property
    def support(self) -> Support:
        """The article, ready to have sentences checked against it by code."""
        return Support(self.article)

    def analysis(self, *chains: str) -> Analysis:
        """The analysis; raises WhosewordsError when one of the ``chains`` failed, or the text was read as another."""
        analysis = self._analysis
        failed = next((failure for failure in analysis.failures if failure.chain in chains), None)
        if failed:
            raise WhosewordsError(failed.message)
        if analysis.article.text != self._text:
            raise AnswerError("The text was read as a web page, so its labels' offsets don't hold.")
        return analysis

    @property
    def asked(self) -> Analysis | None:
        """The analysis, if any task asked for it and got one."""
        found = vars(self).get("_analysis")
        return found if isinstance(found, Analysis) else None


@dataclass(frozen=True)
class Task:
    """A question of quality: ``judge`` compares answers with the labels of their text, ``figures`` sum it up.

    ``judge`` raises WhosewordsError when there is no answer: then the text is counted as failed and never scored.
    ``curve`` names the figures of precision and recall that are drawn against each other. ``asks`` is False when code
    alone answers, whatever the model.
    """

    name: str
    about: str
    suits: Callable[[Labelled], bool]
    judge: Callable[[Labelled, Answers], Judged]
    figures: tuple[Figure, ...]
    curve: tuple[tuple[str, str, str], ...] = ()
    asks: bool = True


def ratio(part: str, whole: str, *, each: float = 1) -> Callable[[Counts], float | None]:
    """The figure that is how many of one count there are for each ``each`` of another; undefined when that is 0."""
    return lambda sums: per(count=sums[part], of=sums[whole], each=each)


class Sentences:
    """The sentences of a text, to show a case in its own."""

    def __init__(self, text: str) -> None:
        """Find the sentences of ``text``."""
        self._text = text
        self._spans = tuple(sentence_spans(text))

    def case(self, kind: CaseKind, what: str, spans: Sequence[Span], *, where: str = "", note: str = "") -> Case:
        """A case on ``spans``, from the first to the last, within the sentences it touches."""
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
        around = [span for span in self._spans if overlap(span, (start, end))] or [(start, end)]
        first, last = min(around[0][0], start), max(around[-1][1], end)
        text = self._text
        return Case(
            kind=kind,
            what=what,
            where=where,
            before=text[first:start],
            words=text[start:end],
            after=text[end:last],
            note=note,
        )
