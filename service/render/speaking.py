"""Who speaks in an article: how much, in whose wording, from where on, with which cue verbs, and who never does."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.article import Article, Span
from service.findings import Analysis, Quotation
from service.render.totals import count_words

_NAME = r"(?:O[’'])?[A-Z][^\W\d_]+(?:-[^\W\d_]+)*"
_DATES = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b"
)
_PERSON = re.compile(rf"\b{_NAME}(?:\s(?:al-|bin\s|de\s|van\s|von\s)?{_NAME}){{1,2}}")
_TITLED = re.compile(
    r"(?:[\w’'.-]{1,40}\s){0,6}(?i:minister|president|secretary|spokes\w{1,9}|chief|head|leader|mayor|director|officer|judge|"
    r"professor|senator|governor|chair\w{0,9}|ambassador|analyst|commissioner|councillor|general|king|queen|pensioner|"
    r"prince|manager|founder|author|doctor|captain|coach|teacher|sergeant|inspector|lawyer|attorney|member|envoy)"
    r"(?:\s(?:of|for)(?:\s[A-Z][\w’'-]{1,40})+)?,?\s$"
)
_AFTER = re.compile(
    r",\s((?:an?|the|its|his|her|their|[A-Z][\w-]+[’']s)\s[^,.;:“”\"\n]{3,70}?|who\s[^,.;:“”\"\n]{3,60}?)(?=[,.;])"
)
_UNNAMED = re.compile(
    r"\b(?i:officials?|sources?|spokes\w+|authorities|residents?|witness(?:es)?|analysts?|experts?|critics?|people|"
    r"men|man|women|woman|person|aides?|diplomats?|insiders?|observers?|neighbours?|neighbors?|relatives?|workers?|"
    r"soldiers?|officers?|protesters?|some|many|others)$"
)
_OFTEN = 3
"""Mentions from which somebody who is never quoted is worth naming."""


@dataclass(frozen=True)
class Voiced:
    """One source's share: words inside quotation marks (``direct``) and in the outlet's wording (``paraphrased``).

    ``first`` is the paragraph of the first quotation, from 1; ``role`` the article's own words for who they are;
    ``cues`` each cue verb with how often it is used and, when it judges, the neutral one.
    """

    name: str | None
    named: bool
    role: Span | None
    direct: int
    paraphrased: int
    share: float
    first: int
    cues: tuple[tuple[str, int, str | None], ...]

    @property
    def words(self) -> int:
        """All words given to the source."""
        return self.direct + self.paraphrased


@dataclass(frozen=True)
class Silent:
    """Somebody named often and never quoted."""

    name: str
    times: int
    first: Span


def voiced(analysis: Analysis, name: str | None, quotations: Sequence[Quotation]) -> Voiced:
    """The share of one source, whose quotations these are, in reading order."""
    article = analysis.article
    every = sum(count_words(span.text) for said in analysis.quotations for span in said.content)
    direct = sum(_inside(said) for said in quotations)
    words = sum(count_words(span.text) for said in quotations for span in said.content)
    return Voiced(
        name=name,
        named=is_named(name),
        role=role_of(article, name) if name else None,
        direct=direct,
        paraphrased=words - direct,
        share=words / every if every else 0.0,
        first=_paragraph(article, min(said.content[0].start for said in quotations)),
        cues=_cues(analysis, quotations),
    )


def is_named(name: str | None) -> bool:
    """Whether a speaker is a name, and no description such as "two officials"."""
    return bool(name) and any(word[:1].isupper() for word in name.split()) and not _UNNAMED.search(name)


def role_of(article: Article, name: str) -> Span | None:
    """The article's own words for who ``name`` is, where it first gives some; None when it never does."""
    for part in article.readable():
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.text[part.start : part.end]):
            start, end = part.start + found.start(), part.start + found.end()
            line = article.text.rfind("\n", 0, start) + 1
            if (before := _TITLED.search(article.text, max(line, start - 90), start)) and before.end() == start:
                return _trimmed(article, before.start(), start)
            if after := _AFTER.match(article.text, end):
                return article.span(*after.span(1))
    return None


def silent(analysis: Analysis) -> tuple[Silent, ...]:
    """People named three times or more, their surname alone at least twice, of whom nothing is quoted."""
    article = analysis.article
    heard = {word for said in analysis.quotations for word in (said.speaker or "").split()}
    text = "\n".join(article.text[part.start : part.end] for part in article.parts if part.role == "body")
    full: dict[str, str] = {}
    for found in _PERSON.finditer(text):
        if not _DATES.search(found[0]):
            full.setdefault(found[0].split()[-1], found[0])
    quiet: list[Silent] = []
    for surname, name in full.items():
        alone = len(re.findall(rf"(?<!\w)(?<![A-Z]\w\s){re.escape(surname)}(?!\w|\s[A-Z])", text)) - text.count(name)
        times = alone + text.count(name)
        if times >= _OFTEN and alone >= _OFTEN - 1 and not heard & set(name.split()):
            at = article.text.index(name)
            quiet.append(Silent(name, times, article.span(at, at + len(name))))
    return tuple(sorted(quiet, key=lambda person: -person.times))


def _trimmed(article: Article, start: int, end: int) -> Span | None:
    """The title before a name, from its first word that belongs to it."""
    words = article.text[start:end]
    cut = max(
        (
            found.end()
            for found in re.finditer(
                r"(?:^|\s)(?:said|told|by|and|to|with|that|as|from|But|And|Yet|So|Meanwhile|when|while)\s", words
            )
        ),
        default=0,
    )
    kept = words[cut:]
    first = cut + len(kept) - len(kept.lstrip())
    last = len(words.rstrip(" ,"))
    return article.span(start + first, start + last) if first < last else None


def _inside(said: Quotation) -> int:
    """The words of a quotation that stand inside quotation marks."""
    if said.directness == "direct":
        return sum(count_words(span.text) for span in said.content)
    if said.directness == "indirect":
        return 0
    return sum(count_words(found) for span in said.content for found in re.findall(r"[“\"‘«](.*?)[”\"’»]", span.text))


def _paragraph(article: Article, offset: int) -> int:
    """The number of the paragraph of the body that holds ``offset``; those before it and in the title are 1."""
    body = [part for part in article.parts if part.role == "body" and part.start <= offset]
    lines = (line for part in body for line in article.text[part.start : min(part.end, offset + 1)].splitlines())
    return max(1, sum(1 for line in lines if line.strip()))


def _cues(analysis: Analysis, quotations: Sequence[Quotation]) -> tuple[tuple[str, int, str | None], ...]:
    judging = [item for item in analysis.loaded_language if item.technique == "Loaded_Attribution"]
    used: Counter[tuple[str, str | None]] = Counter()
    for said in quotations:
        if said.cue:
            neutral = next((item.neutral for item in judging if item.span.overlaps(said.cue)), None)
            used[said.cue.text.lower(), neutral] += 1
    return tuple((cue, times, neutral) for (cue, neutral), times in used.most_common())
