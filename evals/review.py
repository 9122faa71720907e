"""Gold rows for a look: each label in its sentence, and what doesn't hold in words.

What code can tell: spans that aren't the text's (the loader refuses those), parts that leave words out, voices and
speakers that contradict the marks and quotations, labels that overlap or stand in furniture.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.text import Text

from evals.labels.own import articles, holds
from evals.scoring import overlap
from evals.tasks.task import Sentences
from service.article import Article, Span
from service.errors import InputError
from service.findings import LoadedPhrase, Quotation
from service.gold import GoldArticle, GoldQuotation
from service.marks import quoted_runs
from service.render.words import shown
from service.voice import give_voices


def show(console: Console, path: Path) -> int:
    """Print each row of a file; the number of things that don't hold. InputError when it holds no gold rows."""
    if not holds(path):
        raise InputError(f"{path} holds no gold rows of our own form; see evals/README.md.")
    count = 0
    for where, row in articles(path):
        console.print(Text(f"{shown(row.id)} · {where}", "bold"))
        for label, spans, note in _labels(row):
            console.print(_line(row.text, label, spans, note))
        for problem in problems(row):
            count += 1
            console.print(Text(f"  ✗ {shown(problem)}", "red"))
        console.print()
    console.print(Text(f"{count} {'thing does' if count == 1 else 'things do'} not hold." if count else "All holds."))
    return count


def _labels(row: GoldArticle) -> Iterator[tuple[str, Sequence[Span], str]]:
    for item in row.quotations:
        heads = (("source", item.source), ("cue", item.cue))
        note = ", ".join(f"{name} “{span.text}”" for name, span in heads if span)
        yield f"{item.directness}, {item.speaker or 'nobody named'}", item.content, note
    for item in row.loaded:
        yield f"{item.technique}, {item.voice}", [item.span], item.speaker or ""
    for span in row.distractors:
        yield "distractor", [span], ""


def _line(text: str, label: str, spans: Sequence[Span], note: str) -> Text:
    """A label in its sentence, in brackets, so that it shows without colour too."""
    case = Sentences(text).case("miss", label, [(span.start, span.end) for span in spans])
    line = Text("  ").append(f"{shown(label)}: ", "cyan")
    line.append(shown(f"{case.before}[{case.words}]{case.after}"))
    return line.append(f" ({shown(note)})", "dim") if note else line


def problems(row: GoldArticle) -> Iterator[str]:
    """What doesn't hold in a row, one sentence each."""
    yield from _of_parts(row)
    yield from _of_quotations(row)
    yield from _of_phrases(row)
    for label, span in row.spans():
        role = next((part.role for part in row.parts if part.start <= span.start < part.end), None)
        if role == "furniture":
            yield f"{label} stands in furniture: “{span.text}”"


def _of_parts(row: GoldArticle) -> Iterator[str]:
    for one, other in pairwise(sorted(row.parts, key=lambda part: part.start)):
        if other.start < one.end:
            yield f"the parts {one.role} [{one.start}, {one.end}) and {other.role} [{other.start}, {other.end}) overlap"
        elif one.role == other.role:
            yield f"two parts beside each other are {one.role}, at {one.start} and {other.start}: make them one"
    left = list(row.text)
    for part in row.parts:
        left[part.start : part.end] = " " * (part.end - part.start)
    if outside := "".join(left).split():
        yield f"“{' '.join(outside)[:60]}” belongs to no part"


def _of_quotations(row: GoldArticle) -> Iterator[str]:
    marked = {at for run in quoted_runs(row.text) for at in range(run.start, run.end)}
    for number, item in enumerate(row.quotations, 1):
        said = [at for span in item.content for at in range(span.start, span.end) if row.text[at].isalnum()]
        inside = sum(at in marked for at in said)
        marks = "direct" if inside == len(said) else "mixed" if inside else "indirect"
        if marks != item.directness and not _in_transcript(row, item) and not _nested(row, item):
            yield f"quotation {number} is {item.directness}, and by its marks {marks}: “{item.content[0].text}”"
        for one, other in pairwise(item.content):
            if other.start < one.end:
                yield f"quotation {number}: its contents overlap or are out of order at {other.start}"
        for name, span in (("cue", item.cue), ("source", item.source)):
            if span and any(overlap(_pair(span), _pair(content)) for content in item.content):
                yield f"quotation {number}: its {name} “{span.text}” lies in its content"


def _in_transcript(row: GoldArticle, item: GoldQuotation) -> bool:
    """Whether a direct quotation is an answer after its speaker's label, which has no marks."""
    label = item.source and row.text[item.source.end : item.content[0].start].strip()
    return item.directness == "direct" and item.cue is None and label == ":"


def _nested(row: GoldArticle, item: GoldQuotation) -> bool:
    """Whether a quotation lies in the content of another, whose marks are around it."""
    contents = [content for other in row.quotations if other is not item for content in other.content]
    return all(any(span in content for content in contents) for span in item.content)


def _of_phrases(row: GoldArticle) -> Iterator[str]:
    """Voices and speakers beside those that code gives, and labels of phrases that overlap."""
    article = Article.read(row.text).model_copy(update={"parts": row.parts})
    phrases = [
        LoadedPhrase(span=item.span, technique=item.technique, reason="", strength=0, found_by="builtin")
        for item in row.loaded
    ]
    voiced = give_voices(article, [_quotation(number, item) for number, item in enumerate(row.quotations, 1)], phrases)
    for number, (item, given) in enumerate(zip(row.loaded, voiced, strict=True), 1):
        if item.voice != given.voice:
            yield f"loaded phrase {number}, “{item.span.text}”, is labelled {item.voice}; its marks say {given.voice}"
        if item.speaker != given.speaker:
            speakers = f"{item.speaker or 'nobody'}, and its quotation {given.speaker or 'nobody'}"
            yield f"loaded phrase {number}, “{item.span.text}”, has the speaker {speakers}"
    ordered = sorted([*(item.span for item in row.loaded), *row.distractors], key=lambda span: span.start)
    for one, other in pairwise(ordered):
        if overlap(_pair(one), _pair(other)):
            yield f"“{one.text}” and “{other.text}” overlap, both loaded or distractors"


def _quotation(number: int, item: GoldQuotation) -> Quotation:
    return Quotation(id=str(number), found_by="builtin", **dict(item))


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
