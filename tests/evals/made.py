"""Gold and answers made for tests: two articles of our own form, and analyses that say what a test wants."""

from pathlib import Path

from evals.labels import own
from evals.runs import scores
from evals.tasks.task import Judged, Task
from service.article import Article, Span
from service.findings import Analysis, ChainRun, LoadedPhrase, Quotation, Run
from service.gold import GoldArticle

SAMPLE = Path(__file__).parent / "sample.jsonl"


def rows() -> list[GoldArticle]:
    """The rows of the sample."""
    return [row for _, row in own.articles(SAMPLE)]


def analysis(text: str, *, took: ChainRun | None = None, **fields: object) -> Analysis:
    """An analysis of ``text`` with the given fields; each chain took half a second, or what ``took`` says."""
    chains = {name: took or ChainRun(seconds=0.5) for name in ("summary", "quotations", "loaded_language")}
    run = Run(model="made", version="0", chains=chains)
    return Analysis.model_validate({"article": Article.read(text), "run": run, **fields})


def perfect(row: GoldArticle) -> Analysis:
    """The analysis that says what the row's labels say."""
    quotations = [
        Quotation(id=str(number), found_by="builtin", **dict(item)) for number, item in enumerate(row.quotations)
    ]
    loaded = [
        LoadedPhrase(
            span=item.span,
            technique=item.technique,
            voice=item.voice,
            speaker=item.speaker,
            reason="",
            strength=0.5,
            found_by="builtin",
        )
        for item in row.loaded
    ]
    return analysis(row.text, quotations=quotations, loaded_language=loaded)


def phrase(text: str, words: str, **fields: object) -> LoadedPhrase:
    """A loaded phrase at the first place of ``words``."""
    given = {"technique": "Loaded_Language", "reason": "", "strength": 0.5, "found_by": "builtin", **fields}
    return LoadedPhrase.model_validate({"span": span(text, words), **given})


def span(text: str, words: str) -> Span:
    """The first place of ``words``."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def values(task: Task, judged: list[Judged]) -> dict[str, float | None]:
    """A task's figures, by name, over what was judged."""
    return {name: score.value for name, score in scores(task.figures, [item.counts for item in judged]).items()}
