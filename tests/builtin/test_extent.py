"""How far a flag reaches over the phrase its word stands in, and what is put in the phrase's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.article import Article
from service.builtin import loaded_language
from service.builtin.loaded_language import extent, find
from service.builtin.loaded_language.extent import Extent, Flags, fitted, grown, reworded, widened
from service.builtin.loaded_language.matches import Match, matches
from service.builtin.reading import Reading, read

HEATED = """
The shameless mayor has botched the budget again, and his cowardly cronies slammed anyone who dared to complain.

This disgraceful farce is a betrayal of every taxpayer, and the spineless lackeys around him cheered it on.

Pathetic excuses poured out of an arrogant, incompetent and corrupt clique that squandered millions.
"""


def reading(text: str) -> Reading:
    return read(Article.read(text))


def in_heat(sentence: str) -> set[str]:
    """What is flagged in a sentence that stands in a heated article."""
    text = f"{HEATED}\n{sentence}\n{HEATED}"
    start = text.index(sentence)
    return {phrase.span.text for phrase in find(reading(text)) if start <= phrase.span.start < start + len(sentence)}


def reach(word: str, sentence: str) -> tuple[str, str | None]:
    """What the flag on a word grows to when every step joins, and its neutral wording."""
    whole = reading(sentence)
    match = match_on(whole, word)
    found = grown(match, Flags.of(whole, [match]), lambda _signs, _step: True)
    return match.paragraph.doc[found.first : found.last + 1].text, reworded(match, found)


def match_on(whole: Reading, word: str) -> Match:
    return next(found for found in matches(whole) if found.tokens[0].text == word)


@pytest.mark.parametrize(
    ("word", "sentence", "phrase"),
    [
        ("vicious", "They began a vicious campaign against her.", "vicious campaign"),
        ("ludicrous", "The whole idea is utterly ludicrous.", "utterly ludicrous"),
        ("shamelessly", "He shamelessly denied it.", "shamelessly"),
        ("grossly", "The guards were grossly negligent.", "grossly negligent"),
        ("smear", "It was a crude smear.", "crude smear"),
        ("cowardly", "The cowardly and lazy clerks went home.", "cowardly and lazy clerks"),
        ("thugs", "The thugs left.", "thugs"),
        ("smear", "It was the same smear.", "smear"),
        ("regime", "The Norwegian regime sent two envoys.", "regime"),
        ("gushes", "She also gushes about it.", "gushes"),
    ],
)
def test_a_flag_reaches_over_what_its_word_belongs_to(word: str, sentence: str, phrase: str) -> None:
    assert reach(word, sentence)[0] == phrase


@pytest.mark.parametrize(
    ("word", "sentence", "neutral"),
    [
        ("vicious", "They began a vicious campaign against her.", "campaign"),
        ("grossly", "The guards were grossly negligent.", "negligent"),
        ("ludicrous", "The whole idea is utterly ludicrous.", None),
        ("rabble", "A drunken rabble stood outside.", "drunken crowd"),
        ("sneering", "She read out a sneering rebuke.", "rebuke"),
        ("thugs", "The masked thugs left.", None),
    ],
)
def test_a_neutral_wording_keeps_the_other_words_of_the_phrase(word: str, sentence: str, neutral: str | None) -> None:
    assert reach(word, sentence)[1] == neutral


def test_a_flag_reaches_over_its_phrase_in_heat_and_not_in_plain_news() -> None:
    sentence = "Critics spoke of an appalling decision by the board."
    plain = f"{'The council met on Monday and approved a road plan for the north of the town. ' * 40}\n{sentence}"
    assert "appalling decision" in in_heat(sentence)
    assert {"appalling"} == {phrase.span.text for phrase in find(reading(plain))} or not find(reading(plain))


def test_a_step_is_likelier_where_the_writer_argues_than_where_a_report_tells_who_said_what() -> None:
    weights = fitted()
    assert weights
    told = HEATED.replace("slammed", "said they slammed").replace("cheered", "told him they cheered")

    def likely(text: str) -> float:
        whole = reading(text)
        flags = Flags.of(whole, matches(whole))
        chances: list[float] = []
        for match in matches(whole):
            grown(match, flags, lambda signs, _step: chances.append(extent.chance(weights, signs)) is not None)
        return sum(chances) / len(chances)

    assert likely(HEATED) > likely(told)


def test_the_words_of_a_sentence_read_by_itself_are_flagged_as_words() -> None:
    assert {phrase.span.text for phrase in find(reading("It was an absolutely disgraceful decision."))} >= {
        "disgraceful"
    }


def test_flags_share_no_word() -> None:
    phrases = find(reading(HEATED))
    assert len(phrases) > 8
    ends = 0
    for phrase in phrases:
        assert phrase.span.start >= ends
        ends = phrase.span.end


def test_a_flag_stays_in_its_sentence_and_leaves_other_flags_alone() -> None:
    whole = reading(HEATED)
    shown = matches(whole)
    flags = Flags.of(whole, shown)
    for match in shown:
        found = grown(match, flags, lambda _signs, _step: True)
        doc = match.paragraph.doc
        assert doc[found.first].sent == doc[found.last].sent
        others = {
            token.i
            for other in shown
            if other is not match and other.paragraph is match.paragraph
            for token in other.tokens
        }
        assert others.isdisjoint(range(found.first, found.last + 1))


@pytest.fixture
def without_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(extent, "FILE", str(tmp_path / "absent.toml"))
    fitted.cache_clear()
    yield
    monkeypatch.undo()
    fitted.cache_clear()


@pytest.mark.usefixtures("without_weights")
def test_without_the_weights_a_flag_is_its_word() -> None:
    whole = reading(HEATED)
    words = {HEATED[match.start : match.end] for match, _ in loaded_language.weighed(whole)}
    phrases = {phrase.span.text for phrase in find(whole)}
    assert phrases
    assert phrases <= words


def test_the_weights_that_come_with_the_engine_name_only_known_signs() -> None:
    weights = fitted()
    assert weights
    whole = reading(HEATED)
    shown = matches(whole)
    names: set[str] = set()
    for match in shown:
        grown(match, Flags.of(whole, [match]), lambda signs, _: bool(names.update(signs)) or True)
    assert {"always", "density", "noun after"} <= names & weights.keys()


def test_a_weight_moves_the_reach_the_way_it_points() -> None:
    whole = reading("They began a vicious campaign against her.")
    match = match_on(whole, "vicious")
    flags = Flags.of(whole, [match])
    assert widened(match, flags, {"noun after": -3.0}) == Extent.of(match)
    assert widened(match, flags, {"noun after": 3.0}).last == Extent.of(match).last + 1
