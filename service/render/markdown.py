"""An analysis as Markdown: what was found, for a note or a wiki."""

import re
from collections.abc import Iterator

from service.findings import Analysis
from service.render.sheet import Sheet
from service.render.totals import Total
from service.render.visible import plain
from service.render.words import TECHNIQUES, counted, facts, whose

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~:=@$^\"'/])")


def markdown(analysis: Analysis) -> str:
    """The findings as Markdown; nothing of the article's or of an answer's can act as markup in it."""
    return "\n".join(_lines(Sheet.of(analysis))).rstrip() + "\n"


def literal(text: str) -> str:
    """``text`` on one line as Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\1", plain(" ".join(text.split())))


def _lines(sheet: Sheet) -> Iterator[str]:
    analysis = sheet.analysis
    yield f"# {literal(title_of(analysis))}"
    for failed in analysis.failures:
        yield f"\n**No answer for {literal(failed.chain)}.** {literal(failed.message)}"
    yield "\n## What it says\n"
    for sentence in analysis.summary:
        if sentence.verdict == "supported":
            yield f"- {literal(sentence.text)}"
        else:
            why = "; ".join(literal(problem) for problem in sentence.problems)
            yield f"- ~~{literal(sentence.text)}~~ Not supported by the article: {why}"
    yield "\n## Who says it\n"
    yield "| source | words | share | words |\n|---|---|---|---|"
    for speaker in sheet.speakers:
        quoted = " … ".join(literal(span.text) for said in speaker.quotations.values() for span in said.content)
        name = literal(speaker.name or "speaker not named")
        yield f"| {name} | {speaker.share.words} | {speaker.share.share:.0%} | {quoted} |"
    yield "\n## Whose words are loaded\n"
    yield f"- The outlet’s own words: {_told(sheet.totals.outlet)}"
    yield f"- Its sources’ words: {_told(sheet.totals.sources)}"
    yield f"- The headline alone: {_told(sheet.totals.headline)}"
    yield "\nThe figures count phrases. They say nothing of whether the words are fair or the facts are true.\n"
    for phrase in analysis.loaded_language:
        neutral = f"neutrally: {literal(phrase.neutral)}" if phrase.neutral else "best left out"
        about = f"{literal(whose(phrase))}; {TECHNIQUES[phrase.technique]}; {neutral}"
        yield f"- **{literal(phrase.span.text)}** ({about}). {literal(phrase.reason)}"
    if analysis.unlocated:
        yield "\n## Claimed, and not in the article\n"
        for item in analysis.unlocated:
            yield f"- {literal(item.claimed)} ({item.verdict.replace('_', ' ')})"
    yield f"\n{literal(facts(analysis.run))}"


def _told(total: Total) -> str:
    return (
        f"{counted(total.count, 'loaded phrase')} in {counted(total.words, 'word')}, {total.per_thousand:.0f} per 1,000"
    )


def title_of(analysis: Analysis) -> str:
    """The article's headline, or its first words."""
    article = analysis.article
    part = next((part for part in article.parts if part.role == "title"), None)
    text = article.text[part.start : part.end] if part else article.text.strip()[:80]
    return text.strip().partition("\n")[0].strip() or "An article"
