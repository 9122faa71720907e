"""An analysis made by hand, with something in every field, for the renderers to show."""

import re
from itertools import cycle

from service.article import Article, Part, Span
from service.findings import (
    Analysis,
    ChainRun,
    Failure,
    LoadedPhrase,
    Quotation,
    Run,
    SummarySentence,
    Unlocated,
)

TEXT = """Council’s reckless cut stuns town

The council has slashed the library’s budget, a step Ann Poe said would “save the town from ruin.” It votes on Friday.

“We will fight this disgraceful plan,” said Tom Lee, who runs the branch. “It is a betrayal.”

Mr Lee told reporters that the so-called “reform” was a sham.
"""


def span(article: Article, words: str) -> Span:
    """The first place of ``words`` in the article."""
    start = article.text.index(words)
    return article.span(start, start + len(words))


def analysis(text: str = TEXT) -> Analysis:
    """Four loaded phrases of the outlet's, one of a source's, three quotations, one unlocated claim and one failure."""
    article = Article.read(text)
    body = text.index("The council")
    parts = (
        Part(role="title", start=0, end=text.index("\n")),
        Part(role="body", start=body, end=len(text.rstrip())),
    )
    article = article.model_copy(update={"parts": parts})

    def at(words: str) -> Span:
        return span(article, words)

    def loaded(words: str, **facts: object) -> LoadedPhrase:
        return LoadedPhrase.model_validate(
            {
                "span": at(words),
                "technique": "Loaded_Language",
                "reason": f"“{words}” judges.",
                "strength": 0.5,
                "found_by": "builtin",
                **facts,
            }
        )

    return Analysis(
        article=article,
        summary=(
            SummarySentence(text="It votes on Friday.", support=(at("It votes on Friday."),), verdict="supported"),
            SummarySentence(
                text="The library has closed.", support=(), verdict="unsupported", problems=("no passage",)
            ),
        ),
        quotations=(
            Quotation(
                id="q1",
                directness="mixed",
                content=(at("would “save the town from ruin.”"),),
                cue=at("said"),
                source=at("Ann Poe"),
                speaker="Ann Poe",
                found_by="builtin",
            ),
            Quotation(
                id="q2",
                directness="direct",
                content=(at("We will fight this disgraceful plan,"), at("It is a betrayal.")),
                cue=at("said"),
                source=at("Tom Lee"),
                speaker="Tom Lee",
                verdict="typography",
                claimed="We will fight this disgraceful plan",
                found_by="model",
            ),
            Quotation(
                id="q3",
                directness="indirect",
                content=(at("the so-called “reform” was a sham"),),
                cue=at("told"),
                source=at("Mr Lee"),
                speaker="Tom Lee",
                found_by="builtin",
            ),
        ),
        loaded_language=(
            loaded("reckless", voice="headline", neutral=None),
            loaded("slashed", voice="outlet", neutral="cut", technique="Exaggeration,Minimisation"),
            loaded("disgraceful", voice="quoted", speaker="Tom Lee", neutral="disputed"),
            loaded("so-called", voice="paraphrased", speaker="Tom Lee", technique="Doubt"),
            loaded("reform", voice="scare_quote", neutral="change"),
        ),
        unlocated=(
            Unlocated(
                chain="quotations",
                claimed="We will not fight this plan",
                verdict="altered",
                near=at("We will fight this disgraceful plan,"),
                changes=("negation",),
            ),
        ),
        failures=(Failure(chain="timeline", kind="answer", message="The model gave no JSON; try another."),),
        run=Run(model="builtin", version="0.1.0", chains={"summary": ChainRun(seconds=0.21)}),
    )


def many(count: int) -> Analysis:
    """A long article with ``count`` loaded phrases, in paragraphs of two, every other one in a quotation."""
    line = "The council’s reckless cut has stunned the town, and many of those who live in it wonder what is to come. "
    said = "“This disgraceful plan will hurt us all in the end,” said Tom Lee."
    paragraph = line + said
    article = Article.read("Council cuts budget\n\n" + "\n\n".join([paragraph] * (count // 2)))
    starts = [found.start() for found in re.finditer(re.escape(paragraph), article.text)]
    voices = cycle(("outlet", "paraphrased", "scare_quote"))

    def loaded(start: int, words: str, voice: str, speaker: str | None) -> LoadedPhrase:
        at = article.text.index(words, start)
        return LoadedPhrase.model_validate(
            {
                "span": article.span(at, at + len(words)),
                "technique": "Loaded_Language",
                "voice": voice,
                "speaker": speaker,
                "reason": "It judges.",
                "neutral": "disputed",
                "strength": (start % 10) / 10,
                "found_by": "builtin",
            }
        )

    def quoted(number: int, start: int) -> Quotation:
        first, last = start + len(line) + 1, start + len(line) + said.index("”")
        return Quotation(
            id=f"q{number}",
            directness="direct",
            content=(article.span(first, last),),
            speaker="Tom Lee",
            found_by="builtin",
        )

    return Analysis(
        article=article,
        quotations=tuple(quoted(number, start) for number, start in enumerate(starts, 1)),
        loaded_language=tuple(
            phrase
            for start in starts
            for phrase in (
                loaded(start, "reckless", next(voices), None),
                loaded(start, "disgraceful", "quoted", "Tom Lee"),
            )
        ),
        run=Run(model="builtin", version="0.1.0", chains={}),
    )
