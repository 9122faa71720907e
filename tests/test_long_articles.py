"""Long articles: what each piece is asked with, how pieces are brought together, and what that costs."""

import asyncio
import json
import time

import pytest

from service import analyze
from service.article import Article
from service.asking import ask, questions
from service.asking.pieces import Pieces
from service.asking.terms import Terms
from service.chains import CHAINS
from service.findings import Quotation, SummarySentence, spans_of
from service.prompt import Excerpt, Message, load
from tests.scripted import ScriptedModel

FILLER = "The council met on Tuesday to talk about the harbour wall and its cost.\n\n"
SUMMARY, QUOTATIONS, _ = CHAINS


def speech(number: int) -> str:
    return f"“We will repair wall number {number} before the winter comes,” said {speaker(number)}.\n\n"


def speaker(number: int) -> str:
    return f"Anna{'abcdefgh'[number % 8]} Hill{number}"


def transcript(size: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(speech(len(parts)) + FILLER * 3)
    return "".join(parts)


def bytes_of(messages: list[Message]) -> bytes:
    return json.dumps(messages, ensure_ascii=False).encode()


@pytest.mark.parametrize("words", [600, 1000, 3000])
def test_chains_share_nearly_all_of_a_prompt(words: int) -> None:
    text = " ".join((FILLER * words).split(" ")[:words])
    prompts = [bytes_of(load(chain.name).messages(Excerpt(text))) for chain in CHAINS]
    shared = next(at for at, letters in enumerate(zip(*prompts, strict=False)) if len(set(letters)) > 1)
    assert shared >= 0.95 * max(map(len, prompts))


def test_a_piece_comes_with_the_sentences_before_it_and_who_has_spoken() -> None:
    article = Article.read(transcript(50_000))
    asked = [messages for _, messages in questions(QUOTATIONS, article, "openai/any")]
    assert len(asked) >= 3
    first, second = asked[0][1]["content"], asked[1][1]["content"]
    assert "before it" not in first
    assert "The words before it" in second
    assert "Annaa Hill0" not in second.partition("Who has spoken so far")[0]
    named = json.loads(second.split("-named>\n")[1].split("\n</")[0])
    assert 5 < len(named) <= 40
    assert set(named) <= {name for number in range(999) for name in [speaker(number)]}
    assert "piece 2 of" in asked[1][-1]["content"]


def test_the_same_words_in_two_pieces_are_found_in_each() -> None:
    article = Article.read(transcript(30_000))
    (_, first), (start, _), *_ = Pieces(article).places
    assert first == start
    piece = Pieces(article).read((start, start + 5_000))
    assert piece.text == article.text[start : start + 5_000]
    assert piece.parts


def test_a_transcript_of_300_kb_is_read_whole_and_summed_up(scripted: ScriptedModel) -> None:
    text = transcript(300_000)
    article = Article.read(text)
    pieces = Pieces(article).places
    numbers = [number for number in range(5_000) if speech(number).strip() in text]

    def quoted(place: tuple[int, int]) -> str:
        shown = text[slice(*place)]
        found = [number for number in numbers if f"number {number} before" in shown]
        items = [
            {
                "content": [f"We will repair wall number {number} before the winter comes,"],
                "directness": "direct",
                "cue": "said",
                "source": speaker(number),
                "speaker": speaker(number),
            }
            for number in found
        ]
        return json.dumps({"quotations": items})

    def summed(place: tuple[int, int]) -> str:
        passage = text[slice(*place)].split("\n\n")[0]
        return json.dumps({"sentences": [{"text": "Walls will be repaired.", "support": [passage]}]})

    last = {"sentences": [{"text": "The council met on Tuesday to talk.", "support": [speech(0).strip()]}]}
    scripted.says = {
        "QuotationsAnswer": [quoted(place) for place in pieces],
        "SummaryAnswer": [*(summed(place) for place in pieces), json.dumps(last), json.dumps(last)],
    }
    terms = Terms(("openai/any",), time.monotonic() + 100)
    grounded, run = asyncio.run(ask(QUOTATIONS, article, terms))
    found = [item for item in grounded.findings if isinstance(item, Quotation)]
    assert [item.speaker for item in found] == [speaker(number) for number in numbers]
    assert run.calls == len(pieces)
    for span in spans_of(grounded.findings):
        assert text[span.start : span.end] == span.text
    grounded, run = asyncio.run(ask(SUMMARY, article, terms))
    (sentence,) = grounded.findings
    assert isinstance(sentence, SummarySentence)
    assert [span.text for span in sentence.support] == [speech(0).strip()]
    assert run.calls - run.reasks == len(pieces) + 1


def test_what_is_asked_grows_as_the_article_does() -> None:
    sizes = [40_000, 80_000, 160_000]
    asked = [
        sum(
            len(bytes_of(messages))
            for _, messages in questions(QUOTATIONS, Article.read(transcript(size)), "openai/any")
        )
        for size in sizes
    ]
    assert asked[1] < 2.3 * asked[0]
    assert asked[2] < 2.3 * asked[1]


def test_an_analysis_of_a_long_article_is_sound(scripted: ScriptedModel) -> None:
    analysis = analyze(transcript(45_000), "openai/any")
    assert not analysis.failures
    assert {item.found_by for item in analysis.quotations} == {"builtin"}
    assert len(scripted.asked) >= 9
