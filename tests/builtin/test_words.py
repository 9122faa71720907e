"""The word tables: well formed, honest, and free of words that only name a subject."""

import re
from pathlib import Path

import pytest

from service.builtin.loaded_language.inflection import forms, inflect
from service.builtin.loaded_language.words import Phrase, contexts, entries, forms_by_first_word
from service.grounding.wording import facts_changed

SUBJECTS = [
    "abortion", "africa", "america", "army", "asylum", "ban", "bank", "biden", "black", "border", "budget", "bush",
    "china", "chinese", "church", "climate", "clinton", "congress", "constitution", "coronavirus", "council",
    "covid", "crime", "democrat", "election", "europe", "gay", "gender", "government", "gun", "hamas", "immigrant",
    "immigration", "iran", "islam", "israel", "jew", "journalist", "judge", "law", "lesbian", "mexico", "migrant",
    "minister", "mosque", "muslim", "nato", "obama", "oil", "palestinian", "pandemic", "parliament", "party",
    "police", "politician", "pope", "president", "protest", "protester", "putin", "race", "refugee", "religion",
    "republican", "russia", "school", "senate", "soldier", "strike", "supreme", "tariff", "tax", "trump", "ukraine",
    "union", "vaccine", "veteran", "virus", "vote", "war", "white", "woman", "wuhan",
]  # fmt: skip
NEGATION = re.compile(r"\b(?:no|not|never|without)(?![-\w])|n't")


def test_every_entry_is_complete() -> None:
    for entry in entries():
        assert re.fullmatch(r"[A-Z][^.!?]*\.", entry.reason), f"{entry.word}: a reason is one plain sentence"
        assert 0 < entry.strength <= 1, entry.word
        assert entry.neutral is None or entry.neutral.strip() == entry.neutral, entry.word
        assert entry.neutral is None or entry.neutral.lower() != entry.word.lower(), entry.word
        assert set(entry.not_in) <= set(contexts()), entry.word


def test_the_tables_are_large() -> None:
    assert len(entries()) > 1500


def test_no_word_stands_twice_for_the_same_thing() -> None:
    keys = [(entry.word, entry.technique, entry.part) for entry in entries()]
    assert not {key for key in keys if keys.count(key) > 1}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_word_that_only_names_a_subject_is_no_entry(subject: str) -> None:
    alone = [form for form in forms_by_first_word().get(subject, ()) if len(form.words) == 1]
    assert not alone


def test_a_neutral_wording_adds_and_drops_no_negation_or_number() -> None:
    for entry in entries():
        if entry.neutral:
            assert bool(NEGATION.search(entry.word)) <= bool(NEGATION.search(entry.neutral)), entry.word
            assert re.findall(r"\d+", entry.word) == re.findall(r"\d+", entry.neutral), entry.word


def test_a_neutral_wording_leaves_numbers_names_and_negations() -> None:
    changed = {entry.word: facts_changed(entry.word, entry.neutral) for entry in entries() if entry.neutral}
    assert not {word: kinds for word, kinds in changed.items() if kinds}


def test_no_neutral_wording_is_itself_loaded() -> None:
    loaded = {(entry.word, entry.part) for entry in entries() if entry.strength >= 0.5 and not entry.only_part_of}
    assert not {(entry.word, entry.neutral) for entry in entries() if (entry.neutral, entry.part) in loaded}


@pytest.mark.parametrize(
    ("word", "part", "given"),
    [
        ("slam", "verb", {"slam", "slams", "slamming", "slammed"}),
        ("throw under the bus", "verb", {"threw under the bus", "thrown under the bus", "throwing under the bus"}),
        ("deny", "verb", {"denies", "denied", "denying"}),
        ("terrorize", "verb", {"terrorizes", "terrorized", "terrorizing"}),
        ("howl", "verb", {"howled", "howling"}),
        ("crony", "noun", {"crony", "cronies"}),
        ("witch hunt", "noun", {"witch hunt", "witch hunts"}),
        ("ugly", "adjective", {"ugly", "uglier", "ugliest"}),
        ("vile", "adjective", {"viler", "vilest"}),
        ("admit", "verb", {"admits", "admitting", "admitted"}),
        ("goose-step", "verb", {"goose-stepping", "goose-stepped"}),
        ("grovel", "verb", {"groveling", "grovelling", "groveled", "grovelled"}),
        ("spiral out", "verb", {"spiraling out", "spiralling out"}),
    ],
)
def test_a_word_stands_for_its_forms(word: str, part: str, given: set[str]) -> None:
    assert given <= {form for form, _ in forms(word, part)}


def test_a_neutral_wording_takes_the_form_of_what_it_replaces() -> None:
    assert inflect("give way", "past", "verb") == "gave way"
    assert inflect("pay", "past", "verb") == "paid"
    assert inflect("accusation", "s", "noun") == "accusations"
    assert inflect("strong", "er", "adjective") == "strong"


def test_a_phrase_with_a_capital_is_only_what_it_says() -> None:
    assert Phrase.of("Stoke").words == (frozenset({"Stoke"}),)
    assert "stoked" in Phrase.of("stoke").words[0]


def test_the_tables_readme_names_every_setting() -> None:
    folder = Path(__file__).parents[2] / "service" / "builtin" / "data"
    described = folder.joinpath("README.md").read_text("utf-8")
    used = {
        name
        for path in folder.glob("words/*.toml")
        for name in re.findall(r"(?:^|[{,] )([a-z_]+) = ", path.read_text("utf-8"), re.MULTILINE)
    }
    assert {name for name in used if f"`{name}`" not in described} == set()
