"""Texts that aren't English: which language a text is in, and what can still be told of it without a model.

The rules, tables and weights of this engine read English alone. Of another text it shows the quotations that stand in
marks, for those are seen in any language, and its first sentences.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from operator import attrgetter

from service.article import Article
from service.errors import InputError
from service.findings import Quotation, SummarySentence
from service.marks import Run, quoted_runs
from service.sentences import sentence_spans

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[.!?…。！？։।]\W*$")
_LOOKED_AT = 2000
"""Words of an article from which its language is told."""
_FEWEST, _SHARE, _TIMES = 5, 0.15, 2
"""How many different small words of a language a text must hold, what share of its words they must be, and how many
times as many as there are English ones."""
_LONG, _UNKNOWN = 40, 0.08
"""From so many words on, a text with a smaller share of small English words is in a language that no table knows."""
_LETTERS = 20
_SCRIPTS = {
    "ARABIC": "Arabic",
    "ARMENIAN": "Armenian",
    "CJK": "Chinese or Japanese",
    "CYRILLIC": "Cyrillic",
    "DEVANAGARI": "Devanagari",
    "GEORGIAN": "Georgian",
    "GREEK": "Greek",
    "HANGUL": "Korean",
    "HEBREW": "Hebrew",
    "HIRAGANA": "Japanese",
    "THAI": "Thai",
}
_SAID = 5
"""Words from which a quoted run is taken as speech; fewer may be a term or a title."""
_SENTENCES = 3


@cache
def _small_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads((files("service.builtin") / "data" / "tongues.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def other_tongue(article: Article) -> str | None:
    """What the article is written in, as in “French” or “Cyrillic letters”; None for English, and where unsure."""
    words: list[str] = []
    for part in article.readable():
        words += (found[0].lower() for found in _WORD.finditer(article.text, part.start, part.end))
        if len(words) >= _LOOKED_AT:
            break
    return _script(words) or _tongue(words)


def _script(words: Sequence[str]) -> str | None:
    """The letters most of the words are written in, when they aren't Latin."""
    if sum(map(len, words)) < _LETTERS:
        return None
    name, many = Counter(unicodedata.name(word[0], "").partition(" ")[0] for word in words).most_common(1)[0]
    return f"{_SCRIPTS.get(name, 'other')} letters" if name != "LATIN" and many * 2 > len(words) else None


def _tongue(words: Sequence[str]) -> str | None:
    many = Counter(words)
    counts = {name: sum(many[word] for word in small) for name, small in _small_words().items()}
    english = counts.pop("English")
    best = max(counts, key=lambda name: counts[name])
    kinds = len(_small_words()[best] & many.keys())
    if counts[best] > _TIMES * english and kinds >= _FEWEST and counts[best] >= _SHARE * len(words):
        return best
    return "another language" if len(words) >= _LONG and english < _UNKNOWN * len(words) else None


def cannot(tongue: str) -> InputError:
    """Says of a text in another ``tongue`` what isn't done, what is, and what to do."""
    return InputError(
        f"The embedded engine reads English, and this text seems to be in {tongue}: it looks for no loaded words here, "
        "shows the quotations that stand in marks, without their speakers, and the first sentences in place of a "
        "summary; ask a model, with --model."
    )


def quotations(article: Article) -> tuple[Quotation, ...]:
    """What stands in quotation marks and is long enough for speech, in order; nobody is named as its speaker."""
    found: list[list[Run]] = []
    for run in quoted_runs(article.text):
        if run.start == run.end or article.role_at(run.start) == "furniture":
            continue
        if run.continues and found:
            found[-1].append(run)
        else:
            found.append([run])
    spoken = [runs for runs in found if len(runs) > 1 or _is_speech(article.text[runs[0].start : runs[0].end])]
    return tuple(
        Quotation(
            id=f"q{number}",
            directness="direct",
            content=tuple(article.span(run.start, run.end) for run in runs),
            found_by="builtin",
        )
        for number, runs in enumerate(spoken, 1)
    )


def _is_speech(words: str) -> bool:
    """Whether quoted words are speech to their looks: enough of them, and not each with a capital as in a title."""
    found = _WORD.findall(words)
    capitals = sum(word[0].isupper() for word in found)
    return len(found) >= _SAID and capitals * 2 <= len(found)


def first_sentences(article: Article) -> tuple[SummarySentence, ...]:
    """The first sentences of the body, each its own support."""
    whole = (article.span(start, end) for start, end in _sentences(article) if _ENDS.search(article.text, start, end))
    return tuple(
        SummarySentence(text=" ".join(span.text.split()), support=(span,), verdict="supported")
        for span in islice(whole, _SENTENCES)
    )


def _sentences(article: Article) -> Iterator[tuple[int, int]]:
    """The body's sentences; those that meet inside a quotation are one."""
    runs = quoted_runs(article.text)
    for part in article.parts:
        if part.role != "body":
            continue
        begun: int | None = None
        for start, end in sentence_spans(article.text[part.start : part.end]):
            begun = part.start + start if begun is None else begun
            if not _is_inside(runs, part.start + end):
                yield begun, part.start + end
                begun = None


def _is_inside(runs: Sequence[Run], offset: int) -> bool:
    """Whether a quotation that is closed later goes on at ``offset``."""
    at = bisect_right(runs, offset, key=attrgetter("start")) - 1
    return at >= 0 and runs[at].closing is not None and offset <= runs[at].end
