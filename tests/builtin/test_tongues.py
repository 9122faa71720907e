"""Texts that aren't English: which are told, what is shown of them, and what is said of the rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.labels import OWN, read_gold
from service import analyze
from service.article import Article, Span
from service.builtin.tongues import first_sentences, other_tongue, quotations
from service.cli import run
from tests.scripted import ScriptedModel


def paragraphs(text: str) -> str:
    """The text with its paragraphs on a line each."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


FRENCH = paragraphs("""
Le conseil municipal rejette le tramway

Par Anne Lefort

Le conseil municipal de Varlens a rejeté lundi soir le projet de tramway qui devait relier la gare au port.
Vingt-trois élus ont voté contre, dix-neuf pour. « Nous n’avons pas les moyens de nos ambitions », a déclaré le
maire, Paul Gérin.

L’opposition parle d’un « recul ». Selon elle, la ville avait promis la ligne avant l’été. « C’est une honte. Les
habitants s’en souviendront », a dit Lucie Marchand, qui dirige le groupe écologiste.

Une nouvelle étude sera présentée au printemps.
""")
GERMAN = paragraphs("""
Die Brücke bleibt bis zum Herbst gesperrt

Die Sperrung der Brücke über die Ahle dauert länger als geplant. Das teilte die Stadt Moorhausen am Dienstag mit. „Wir
haben Risse gefunden, mit denen niemand gerechnet hat“, sagte Baudezernentin Ute Harms.

Der Händlerverband spricht von einem »Desaster«. Viele Kunden kämen nicht mehr, weil der Umweg zu lang sei. »Wenn das
so weitergeht, schließen hier noch vor Weihnachten drei Läden«, sagte der Vorsitzende Jörg Petri.
""")
SPANISH = paragraphs("""
El puerto suspende los vuelos nocturnos

El aeropuerto de Villasol suspenderá los vuelos nocturnos a partir de marzo, según anunció ayer el Gobierno regional.
«No vamos a esperar a que los vecinos pierdan la paciencia», dijo la consejera Marta Roldán.

Las aerolíneas, en cambio, hablan de una medida “precipitada”. «¿Quién va a pagar los daños que esto causa?», preguntó
el portavoz de la patronal, Iñaki Berasategui.
""")
POLISH = paragraphs("""
Rada miasta odrzuciła w poniedziałek projekt nowej linii tramwajowej. „Nie mamy na to pieniędzy i nie będziemy ich
pożyczać”, powiedział burmistrz. Opozycja uważa, że to błąd, a mieszkańcy czekają na tramwaj od dziesięciu lat.
""")
FOREIGN = {"French": FRENCH, "German": GERMAN, "Spanish": SPANISH, "Polish": POLISH}


def article(text: str) -> Article:
    return Article.read(text.strip())


@pytest.mark.parametrize("tongue", FOREIGN)
def test_the_language_is_told(tongue: str) -> None:
    assert other_tongue(article(FOREIGN[tongue])) == tongue


@pytest.mark.parametrize(
    ("text", "written_in"),
    [
        (
            "Городской совет отклонил проект новой трамвайной линии. Голосовали двадцать три депутата.",
            "Russian",
        ),
        (
            "市議会は月曜日、新しい路面電車の計画を否決した。市長は「お金がない」と述べ、来年また話し合うと約束した。",
            "Japanese",
        ),
        (
            "Wakazi wa mji huo walisema kuwa hawakupata habari yoyote kuhusu mpango mpya wa barabara. " * 4,
            "Swahili",
        ),
    ],
)
def test_languages_far_from_english_are_told_too(text: str, written_in: str) -> None:
    assert other_tongue(article(text)) == written_in


@pytest.mark.parametrize(
    "text",
    [
        "MAYOR OF LOS ANGELES HITS BACK AT LA BREA COUNCIL",
        "Guardiola",
        "El Clásico: Real Madrid 2, FC Barcelona 1",
        "Le Pen and De Villepin met Von der Leyen and Di Maio in Den Haag on Sunday.",
        "José Luis Rodríguez Zapatero and Nicolás Maduro spoke in El Hatillo, near Los Palos Grandes, the office said.",
        "Oui.",
        "42 – 17 – 3.5 %",
        "Asked about the fine, the minister said “c’est la vie, et nous ne sommes pas surpris”, and left for the day.",
        "STOCKS SLIDE AS BANKS REPORT LOSSES " * 8,
    ],
)
def test_english_with_foreign_names_capitals_and_very_short_texts_are_read(text: str) -> None:
    assert other_tongue(article(text)) is None


def test_no_english_article_is_taken_for_another_language() -> None:
    texts = [label.text for label in read_gold(OWN).texts]
    texts += [path.read_text("utf-8") for path in (Path(__file__).parents[1] / "articles").glob("*.txt")]
    told = {other_tongue(Article.read(text)) for text in [*texts, *map(str.upper, texts), *map(str.lower, texts)]}
    assert len(texts) > 40
    assert told == {None}


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_can_be_looked_at(text: str) -> None:
    whole = Article.read(text)
    other_tongue(whole)
    for span in [*(span for item in quotations(whole) for span in item.content), *_support(whole)]:
        assert whole.text[span.start : span.end] == span.text


def _support(whole: Article) -> list[Span]:
    return [span for sentence in first_sentences(whole) for span in sentence.support]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FRENCH, ["Nous n’avons pas les moyens", "C’est une honte. Les habitants s’en souviendront"]),
        (GERMAN, ["Wir haben Risse gefunden", "Wenn das so weitergeht"]),
        (SPANISH, ["No vamos a esperar", "¿Quién va a pagar los daños que esto causa?"]),
        (POLISH, ["Nie mamy na to pieniędzy"]),
    ],
)
def test_long_quotations_are_shown_by_their_marks_and_nobody_is_named(text: str, said: list[str]) -> None:
    found = analyze(text)
    assert len(found.quotations) == len(said)
    for item, words in zip(found.quotations, said, strict=True):
        assert item.content[0].text.startswith(words)
        assert (item.directness, item.cue, item.source, item.speaker) == ("direct", None, None, None)


def test_a_quotation_of_two_paragraphs_is_one() -> None:
    more = "« Nous avons tout essayé depuis dix ans.\n\n« Il faut maintenant tourner la page », a dit M. Gérin."
    text = f"{FRENCH}\n\n{more}\n"
    assert len(analyze(text).quotations[-1].content) == 2


@pytest.mark.parametrize("text", FOREIGN.values())
def test_the_first_sentences_stand_for_the_summary_and_nothing_is_flagged(text: str) -> None:
    found = analyze(text)
    assert not found.loaded_language
    assert 2 <= len(found.summary) <= 3
    body = next(part for part in found.article.parts if part.role == "body")
    assert all(sentence.support[0].start >= body.start and sentence.text[-1] in ".?“”»" for sentence in found.summary)


def test_a_quotation_is_not_cut_by_the_summary() -> None:
    text = (
        "Le maire a parlé lundi. « C’est une honte. Les élus s’en souviendront », a-t-il dit à la foule. Il est parti."
    )
    sentences = [sentence.text for sentence in first_sentences(article(text))]
    assert "« C’est une honte. Les élus s’en souviendront », a-t-il dit à la foule." in sentences


def test_what_is_not_done_is_said_once_and_with_what_to_do() -> None:
    (failure,) = analyze(GERMAN).failures
    assert failure.chain == "loaded_language"
    assert failure.message.startswith("The embedded engine reads English, and this text seems to be in German: ")
    assert failure.message.endswith("ask a model, with --model.")


def test_the_terminal_says_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "article.txt"
    path.write_text(SPANISH, encoding="utf-8")
    assert run(["analyze", str(path)]) == 1
    shown = capsys.readouterr()
    assert "No vamos a esperar" in shown.out
    assert "seems to be in Spanish" in shown.err
    assert "seems to be in Spanish" in " ".join(shown.out.split())


def test_a_model_is_asked_all_the_same_and_gets_nothing_from_the_english_rules(scripted: ScriptedModel) -> None:
    found = analyze(FRENCH, "openai/any")
    assert len(scripted.asked) == 3
    assert (found.quotations, found.loaded_language, found.failures) == ((), (), ())
