"""Texts that aren't English: which language a text is in, and what can still be told of it without a model.

The rules, tables and weights of this engine read English alone. Of another text it shows the quotations that stand in
marks, for those are seen in any language, and its first sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any, cast

from service.article import Article
from service.errors import InputError
from service.findings import Quotation, SummarySentence
from service.marks import Run, quoted_runs
from service.sentences import sentence_spans

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[.!?…。！？։।]\W*$")
_LOOKED_AT = 4_000
"""Characters of an article from which its language is told."""
_ENGLISH = 0.3
"""The share of its words that are English function words, from which a text is taken for English without more ado."""
_SURE = 0.8
"""The least probability at which a text is taken for another language."""
_SAID = 5
"""Words from which a quoted run is taken as speech; fewer may be a term or a title."""
_SENTENCES = 3


def other_tongue(article: Article) -> str | None:
    """The language the article is written in, in English, as in “French”; None for English, and where unsure."""
    text = " ".join(article.text[part.start : part.end] for part in article.readable())[:_LOOKED_AT].lower()
    if _looks_english(text):
        return None
    code, probability = _identifier().classify(text)
    return _in_english(code) if code != "en" and probability >= _SURE else None


def _looks_english(text: str) -> bool:
    from spacy.lang.en.stop_words import STOP_WORDS

    words = _WORD.findall(text)
    return sum(word in STOP_WORDS for word in words) >= _ENGLISH * len(words)


@cache
def _identifier() -> Any:  # noqa: ANN401 -- the library says nothing of its types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # pyright: ignore[reportUnknownMemberType] -- the same


def _in_english(code: str) -> str:
    from babel import Locale

    languages = cast("Mapping[str, str]", Locale("en").languages)  # pyright: ignore[reportUnknownMemberType] -- the same
    return languages.get(code, "another language")


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
