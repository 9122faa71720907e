"""An analysis as text for people, in a terminal or a file; colour adds to it and is never the only sign."""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from pydantic import BaseModel
from rich.table import Table
from rich.text import Text

from service.article import Article, Span
from service.findings import Analysis, LoadedPhrase, Quotation, SummarySentence, Unlocated
from service.render.lines import Line, laid_out
from service.render.places import Passage, line_of, passages
from service.render.totals import totals
from service.render.words import TECHNIQUES, counted, facts, shown, whose


def page(analysis: Analysis, *, width: int = 80, colour: bool = False) -> str:
    """The analysis as lines of at most ``width`` columns."""
    return laid_out(_lines(analysis), width=width, colour=colour)


def _lines(analysis: Analysis) -> Iterator[Line]:
    article = analysis.article
    failed = {failure.chain for failure in analysis.failures}
    yield 0, Text(_title(article), "bold")
    yield 0, Text(facts(analysis.run), "dim")
    if "summary" not in failed:
        yield from _heading("What it says")
        yield from _summary(article, analysis.summary, analysis.loaded_language)
    if "quotations" not in failed:
        yield from _heading("Who says it")
        yield from _quotations(article, analysis.quotations)
    if "loaded_language" not in failed:
        yield from _heading("Whose words are loaded")
        yield from _loaded(analysis)
    for name, findings in (analysis.model_extra or {}).items():
        yield from _heading(name.replace("_", " ").capitalize())
        yield from _others(article, findings)
    if analysis.unlocated:
        yield from _heading("Claimed, and not in the article")
        yield from _unlocated(article, analysis.unlocated)
    if analysis.failures:
        yield from _heading("Not answered")
        yield from (
            (2, Text(f"{_plain(failure.chain)}: {shown(failure.message)}", "red")) for failure in analysis.failures
        )


def _heading(words: str) -> Iterator[Line]:
    yield 0, Text()
    yield 0, Text(words.upper(), "bold cyan")


def _title(article: Article) -> str:
    title = next((part for part in article.parts if part.role == "title"), None)
    return shown(article.text[title.start : title.end]) if title else "An untitled article"


def _summary(article: Article, sentences: Sequence[SummarySentence], phrases: Sequence[LoadedPhrase]) -> Iterator[Line]:
    if not sentences:
        yield 2, Text("Nothing to sum up was found.")
    for number, sentence in enumerate(sentences, start=1):
        numbered = Table.grid(padding=(0, 1))
        numbered.add_row(f"{number}.", Text(shown(sentence.text)))
        yield 2, numbered
        for span in sentence.support:
            words = "" if span.text == sentence.text else f": “{shown(span.text)}”"
            yield 5, Text(f"{_place(article, span)}{words}", "dim")
            loaded = [phrase for phrase in phrases if phrase.span in span and phrase.voice != "quoted"]
            if loaded and span.text in (sentence.text, shown(sentence.text)):
                told = ", ".join(f"“{shown(phrase.span.text)}”" for phrase in loaded)
                yield 5, Text(f"loaded, in the outlet's own words: {told}", "yellow")
        if sentence.verdict == "unsupported":
            yield 5, Text("not supported by the article", "red")
        yield from ((5, Text(f"problem: {shown(problem)}", "red")) for problem in sentence.problems)


def _quotations(article: Article, quotations: Sequence[Quotation]) -> Iterator[Line]:
    if not quotations:
        yield 2, Text("Nobody is quoted.")
    by_speaker: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        by_speaker.setdefault(quotation.speaker or "Speaker not named", []).append(quotation)
    for number, (speaker, said) in enumerate(by_speaker.items()):
        if number:
            yield 0, Text()
        yield 2, Text(shown(speaker), "bold")
        for quotation in said:
            yield 4, Text(_said(quotation))
            yield 6, Text(_circumstances(article, quotation), "dim")
            if quotation.claimed:
                yield 6, Text(f"the answer had: {shown(quotation.claimed)}", "yellow")


def _said(quotation: Quotation) -> str:
    direct = quotation.directness == "direct"
    return " … ".join(f"“{shown(span.text)}”" if direct else shown(span.text) for span in quotation.content)


def _circumstances(article: Article, quotation: Quotation) -> str:
    facts: list[str] = [quotation.directness]
    facts += [f"cue “{shown(quotation.cue.text)}”"] if quotation.cue else ["no cue"]
    facts += [f"source “{shown(quotation.source.text)}”"] if quotation.source else []
    facts.append(_place(article, quotation.content[0]))
    return " · ".join(facts)


def _loaded(analysis: Analysis) -> Iterator[Line]:
    both = totals(analysis)
    for number, (whose_words, total) in enumerate(
        (("The outlet's own words", both.outlet), ("Its sources' words", both.sources))
    ):
        if number:
            yield 0, Text()
        loaded = f": {counted(total.count, 'loaded phrase')} in {counted(total.words, 'word')}"
        yield 2, Text(whose_words, "bold").append(loaded, "not bold")
        for passage in passages(analysis.article, total.phrases):
            yield 0, Text()
            yield from _passage(analysis.article, passage)


def _passage(article: Article, passage: Passage) -> Iterator[Line]:
    """The sentence with its loaded phrases in brackets, then what is said of each."""
    sentence = Text(f"{_place(article, passage.phrases[0].span)}  ", "dim")
    at = passage.start
    sentence.append("… " if passage.cut_before else "", "not dim")
    for phrase in passage.phrases:
        span = phrase.span
        if span.start < at:
            continue
        sentence.append(_inside(article.text[at : span.start]), "not dim")
        sentence.append(f"[{shown(span.text)}]", "not dim bold yellow")
        at = span.end
    sentence.append(_inside(article.text[at : passage.end]).rstrip() + (" …" if passage.cut_after else ""), "not dim")
    yield 4, sentence
    for phrase in passage.phrases:
        yield 6, _judged(phrase)
        yield 8, Text(shown(phrase.reason))
        yield 8, Text(f"neutral: {shown(phrase.neutral)}" if phrase.neutral else "neutral: leave it out", "green")


def _judged(phrase: LoadedPhrase) -> Text:
    text = Text(shown(phrase.span.text), "bold")
    return text.append(f" · {TECHNIQUES[phrase.technique]} · {shown(whose(phrase))}", "not bold")


def _unlocated(article: Article, claims: Sequence[Unlocated]) -> Iterator[Line]:
    for claim in claims:
        changes = f" ({', '.join(claim.changes)})" if claim.changes else ""
        verdict = "altered" if claim.verdict == "altered" else "not found"
        yield 2, Text(f"{verdict}{changes} · {_plain(claim.chain)}: “{shown(claim.claimed)}”", "red")
        if claim.near:
            yield 4, Text(f"the article has, {_place(article, claim.near)}: “{shown(claim.near.text)}”")


def _others(article: Article, findings: Iterable[object]) -> Iterator[Line]:
    """The findings of a chain that has no part of its own here: every field by its name."""
    empty = True
    for finding in findings:
        empty = False
        for number, (name, value) in enumerate(_fields(finding)):
            yield (4 if number else 2), Text(f"{_plain(name)}: {_value(article, value)}")
    if empty:
        yield 2, Text("Nothing was found.")


def _fields(finding: object) -> list[tuple[str, object]]:
    """The names and values of a finding, an object of its type or, read back from JSON, a mapping."""
    if isinstance(finding, BaseModel):
        return list(finding)
    return list(cast("dict[str, object]", finding).items())


def _value(article: Article, value: object) -> str:
    if isinstance(value, Span):
        return f"“{shown(value.text)}” ({_place(article, value)})"
    if isinstance(value, (BaseModel, dict)):
        fields = _fields(cast("object", value))
        return "; ".join(f"{_plain(name)} {_value(article, item)}" for name, item in fields)
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(article, item) for item in cast("Sequence[object]", value)) or "none"
    return "none" if value is None else shown(str(value))


def _place(article: Article, span: Span) -> str:
    return f"line {line_of(article.text, span.start)}"


def _inside(text: str) -> str:
    """``shown``, with the white space at either end kept as one space."""
    return (" " if text[:1].isspace() else "") + shown(text) + (" " if text.strip() and text[-1:].isspace() else "")


def _plain(name: str) -> str:
    return shown(name.replace("_", " "))
