"""Grounding: what each way of altering, cutting or retyping words makes of them, and which occurrence is meant."""

from typing import NamedTuple

import pytest

from service.article import Article
from service.errors import InputError
from service.findings import Change, Located, Verdict
from service.grounding import Locator, locate

COUNCIL = (
    "The council will not permit the company to build 48 homes on the site, Mayor Ana Ruiz said on Tuesday. "
    "“We are not permitted to sell the land,” she said. “There is no plan to raise taxes in 2026,” Ruiz added."
)
FERRY = (
    "The ferry line may drop its night service by 3 March, Tom O’Brien told the Harbour Post.\n\n"
    "Some 1,400 people use it, about 2.5% of the island’s workers, and fares rose to €5.20 in January. "
    "“It isn’t fair — we can’t drive home,” said Joan Hale. The move is legal, but unpopular.\n\n"
    "Hale’s brother Tom blamed the regimen of cuts."
)


class Case(NamedTuple):
    """A claim on an article, and what grounding has to say of it; ``spans`` are the texts of its spans."""

    text: str
    claimed: str
    verdict: Verdict
    changes: tuple[Change, ...] = ()
    spans: tuple[str, ...] | None = None


WHOLE = "We are not permitted to sell the land"
FAIR = "It isn’t fair — we can’t drive home"

FROM_THE_CASES = [
    Case(COUNCIL, WHOLE, "verbatim", spans=(WHOLE,)),
    Case(COUNCIL, '"we are not permitted to sell the land"', "typography", spans=(WHOLE,)),
    Case(COUNCIL, "We are … to sell the land", "altered", ("negation",)),
    Case(COUNCIL, "We are permitted to sell the land", "altered", ("negation",)),
    Case(COUNCIL, "There is no plan to raise taxes in 2036", "altered", ("number",)),
    Case(COUNCIL, "There is a plan to raise taxes in 2026", "altered", ("negation",)),
    Case(COUNCIL, "There is no plan … in 2026", "elided", spans=("There is no plan", "in 2026")),
    Case(COUNCIL, "The mayor is a liar and a thief", "not_found"),
]

MARKS = [
    Case(FERRY, FAIR, "verbatim", spans=(FAIR,)),
    Case(FERRY, "It isn't fair — we can't drive home", "typography", spans=(FAIR,)),
    Case(FERRY, "It isn't fair - we can't drive home", "typography", spans=(FAIR,)),
    Case(FERRY, "It isn't fair -- we can't drive home", "typography", spans=(FAIR,)),
    Case(FERRY, "It isn't fair–we can't drive home", "typography", spans=(FAIR,)),
    Case(FERRY, "It isn‘t fair — we can`t drive home", "typography", spans=(FAIR,)),
    Case(FERRY, "“It isn’t fair — we can’t drive home.”", "typography", spans=(FAIR,)),
    Case(FERRY, "«It isn’t fair — we can’t drive home»", "typography", spans=(FAIR,)),
    Case(FERRY, "it isn’t fair", "typography", spans=("It isn’t fair",)),
    Case(FERRY, "Fares rose to €5.20 in January", "typography", spans=("fares rose to €5.20 in January",)),
    Case("“She told me ‘never again’ and left,” Kim said.", 'told me "never again" and', "typography"),
    Case("Nous «ne céderons pas», dit-il.", 'Nous "ne céderons pas"', "typography"),
    Case("It was dark: the lights were out.", "It was dark.", "typography", spans=("It was dark",)),
    Case("It was dark: the lights were out.", "It was dark?", "altered", ("other",)),
    Case(COUNCIL, "THE COUNCIL WILL NOT PERMIT THE COMPANY", "altered", ("other",)),
]

CHARACTERS = [
    Case("The city pays 40\u00a0000 euros.", "The city pays 40 000 euros", "typography"),
    Case("The city pays\u202f40 euros\u2009now.", "pays 40 euros now", "typography"),
    Case("The city pays 40 euros.", "city\u00a0pays 40", "typography", spans=("city pays 40",)),
    Case("The coun\u00adcil met.", "The council met", "typography", spans=("The coun\u00adcil met",)),
    Case("The coun\u200bcil met.", "The council met", "typography", spans=("The coun\u200bcil met",)),
    Case("The council met.", "The c\u2060ouncil \u200emet\u200f", "typography", spans=("The council met",)),
    Case("\u202bThe council\u202c met.", "The council met", "typography", spans=("The council\u202c met",)),
    Case("The o\ufb03ce was \ufb01ne.", "The office was fine", "typography", spans=("The o\ufb03ce was \ufb01ne",)),
    Case("The office was fine.", "The o\ufb03ce was \ufb01ne", "typography", spans=("The office was fine",)),
    Case("Dube\u0301 spoke first.", "Dubé spoke first", "typography", spans=("Dube\u0301 spoke first",)),
    Case("Dubé spoke first.", "Dube\u0301 spoke first", "typography", spans=("Dubé spoke first",)),
    Case("Dube\u0301 spoke first.", "Dube", "not_found"),
    Case("Dubé spoke first.", "Dube spoke first", "altered", ("name",)),
    Case("서울 시장은 말했다.", "\u1109\u1165\u110b\u116e\u11af 시장은", "typography", spans=("서울 시장은",)),
    Case("\u1112\u1161\u11ab국 정부", "\u1112\u1161", "not_found"),
    Case("İstanbul is cold, İzmir warm.", "İzmir warm", "verbatim", spans=("İzmir warm",)),
    Case("Now İstanbul\u00a0is cold.", "İstanbul is cold", "typography", spans=("İstanbul\u00a0is cold",)),
    Case(
        "😀 “Yes\u00a0𝔘𝔫𝔦𝔠𝔬𝔡𝔢 works,” she said.", "Yes 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 works", "typography", spans=("Yes\u00a0𝔘𝔫𝔦𝔠𝔬𝔡𝔢 works",)
    ),
    Case("The line\r\ngoes on\r\nhere.", "line goes on here", "typography", spans=("line\r\ngoes on\r\nhere",)),
    Case("The line\ngoes on\nhere.", "The line\r\ngoes on", "typography", spans=("The line\ngoes on",)),
    Case("Wait… what is it?", "Wait... what is it?", "typography", spans=("Wait… what is it?",)),
]

EDGES = [
    Case(FERRY, "regime", "not_found"),
    Case("the regime\u00adn of cuts", "regime", "not_found"),
    Case("the regime\u200dn of cuts", "the regime", "not_found"),
    Case(FERRY, "we can", "not_found"),
    Case(FERRY, "Brien", "not_found"),
    Case(FERRY, "Hale", "verbatim", spans=("Hale",)),
    Case("The non-permitted use went on.", "permitted use went on", "altered", ("negation",)),
    Case("The non‑permitted use went on.", "permitted", "not_found"),
    Case("It was smoke-free by then.", "It was smoke", "not_found"),
    Case("It was -5 degrees at dawn.", "It was 5 degrees at dawn", "altered", ("number",)),
    Case("It was -5 degrees.", "-5 degrees", "verbatim", spans=("-5 degrees",)),
    Case(FERRY, "400 people use it", "altered", ("number",)),
    Case(FERRY, ",400 people use it", "not_found"),
    Case(FERRY, "5", "not_found"),
    Case(FERRY, "2.5", "not_found"),
    Case(FERRY, "2.5%", "verbatim", spans=("2.5%",)),
    Case(FERRY, "fares rose to €5", "altered", ("number",)),
    Case(FERRY, "rose to 5.20 in January", "altered", ("number",)),
    Case("In 2020 and 2021–22 it fell.", "20", "not_found"),
    Case("In 2020 and 2021–22 it fell.", "and 2021", "not_found"),
    Case("Some 5–10 people were hurt.", "10 people were hurt", "altered", ("number",)),
    Case("Sold for 1,\u200b400 euros.", "Sold for 400 euros", "altered", ("number",)),
    Case("The Hale brothers said so.", "The Hale brother said so", "altered", ("other",)),
]

ALTERED = [
    Case(FERRY, "Some 1,500 people use it", "altered", ("number",)),
    Case(FERRY, "Some people use it", "altered", ("number",)),
    Case(FERRY, "the night service by 4 March", "altered", ("number", "other")),
    Case(FERRY, "its night service by 3 May", "altered", ("number",)),
    Case(FERRY, "Tim O’Brien told the Harbour Post", "altered", ("name",)),
    Case(FERRY, "said Tom Hale", "altered", ("name",)),
    Case(FERRY, "The ferry line will drop its night service", "altered", ("modal",)),
    Case(FERRY, "The ferry line reportedly may drop its night service", "altered", ("hedge",)),
    Case(FERRY, "Some 1,400 people use it, 2.5% of the island’s workers", "altered", ("hedge",)),
    Case(FERRY, "It is fair — we can drive home", "altered", ("negation", "modal")),
    Case(FERRY, "It isn’t fair — we can drive home", "altered", ("negation", "modal")),
    Case(FERRY, "The move is illegal, but unpopular", "altered", ("negation",)),
    Case(FERRY, "The move is legal, but popular", "altered", ("negation",)),
    Case(FERRY, "fares rose to $5.20 in January", "altered", ("number",)),
    Case(FERRY, "about 2.5 percent of the island’s workers", "altered", ("number", "other")),
    Case(FERRY, "Tom’s brother Hale blamed the regimen", "altered", ("name",)),
    Case("They never agreed to sell the old mill.", "They agreed to sell the old mill", "altered", ("negation",)),
    Case("They agreed to sell the old mill.", "They never agreed to sell the old mill", "altered", ("negation",)),
    Case("The dog bit the postman twice.", "The dog bit the mayor twice", "altered", ("other",)),
    Case(FERRY, "The island will build an airport next to the school", "not_found"),
    Case(FERRY, "bananas", "not_found"),
    Case(FERRY, "It", "verbatim"),
    Case(FERRY, "", "not_found"),
    Case(FERRY, "…“”", "not_found"),
    Case(FERRY, "\ud800 people use it", "not_found"),
]

ELIDED = [
    Case(COUNCIL, "There is no plan ... in 2026", "elided", spans=("There is no plan", "in 2026")),
    Case(COUNCIL, "There is no plan . . . in 2026", "elided", spans=("There is no plan", "in 2026")),
    Case(COUNCIL, "There is no plan […] in 2026", "elided", spans=("There is no plan", "in 2026")),
    Case(COUNCIL, "There is no plan [...] in 2026", "elided", spans=("There is no plan", "in 2026")),
    Case(COUNCIL, "There is no plan (…) in 2026", "elided", spans=("There is no plan", "in 2026")),
    Case(COUNCIL, "there is no plan…in 2026.", "elided", spans=("There is no plan", "in 2026")),
    Case(COUNCIL, "… no plan to raise taxes", "elided", spans=("no plan to raise taxes",)),
    Case(COUNCIL, "[The council] will not permit", "elided", spans=("will not permit",)),
    Case(COUNCIL, "[w]e are not permitted", "elided", spans=("We are not permitted",)),
    Case(COUNCIL, "she said … [t]here is no plan", "elided", spans=("she said", "There is no plan")),
    Case(COUNCIL, "We are not permitted to [give away] the land", "elided"),
    Case(COUNCIL, "We are [not] permitted", "altered", ("negation",)),
    Case(COUNCIL, "to [not] sell the land", "altered", ("negation",)),
    Case(COUNCIL, "raise taxes in [2036]", "altered", ("number",)),
    Case(COUNCIL, "to build [500] homes", "altered", ("number",)),
    Case(COUNCIL, "Mayor [Biden] said", "altered", ("name",)),
    Case(COUNCIL, "[Ruiz] said", "elided", spans=("said",)),
    Case(COUNCIL, "The council will … permit the company", "altered", ("negation",)),
    Case(COUNCIL, "in 2026 … There is no plan", "not_found"),
    Case(COUNCIL, "to sell the land … no plan to raise taxes in 2036", "altered"),
    Case(FERRY, "The ferry line may drop … people use it", "not_found"),
    Case("One.\n\nA mill burned down in the night\nand the roof fell in.", "A mill burned … and the roof", "elided"),
    Case("One.\r\n\r\nThe mill burned down in the night\r\nand then the roof fell in.", "burned … roof fell", "elided"),
    Case("The quick “fox … hound” ran.", "fox … hound", "verbatim", spans=("fox … hound",)),
]

CASES = [*FROM_THE_CASES, *MARKS, *CHARACTERS, *EDGES, *ALTERED, *ELIDED]


@pytest.mark.parametrize("case", CASES, ids=[ascii(case.claimed) for case in CASES])
def test_a_claim_gets_its_verdict(case: Case) -> None:
    located = locate(case.claimed, case.text)
    assert located.verdict == case.verdict
    if case.changes or case.verdict != "altered":
        assert located.changes == case.changes
    if case.spans is not None:
        assert tuple(span.text for span in located.spans) == case.spans
    assert all(case.text[span.start : span.end] == span.text for span in located.spans)


@pytest.mark.parametrize("case", [case for case in CASES if case.verdict == "altered"], ids=lambda case: case.claimed)
def test_an_altered_claim_shows_the_passage_and_the_edits_but_no_span(case: Case) -> None:
    located = locate(case.claimed, case.text)
    assert located.near is not None
    assert located.near.text == case.text[located.near.start : located.near.end]
    assert located.diff
    assert located.changes
    assert not located.spans


def test_the_diff_names_what_stands_for_what() -> None:
    (edit,) = locate("There is no plan to raise taxes in 2036", COUNCIL).diff
    assert (edit.claimed, edit.article) == ("2036", "2026")


REPEATS = "The regime fell. A new regime came, and that regime fell too. The old regime is gone."


def _starts(located: Located) -> list[int]:
    return [span.start for span in located.spans]


def test_the_same_words_again_take_their_next_place() -> None:
    locator = Locator(REPEATS)
    starts = [_starts(locator.locate("regime"))[0] for _ in range(4)]
    assert starts == [place for place in range(len(REPEATS)) if REPEATS.startswith("regime", place)]
    assert _starts(locator.locate("regime")) == starts[-1:], "the last one stands for any further"


def test_words_before_say_which_place_is_meant() -> None:
    located = locate("regime", REPEATS, after="came, and that")
    assert _starts(located) == [REPEATS.index("regime fell too")]
    assert located.ties == ()


def test_words_before_are_compared_whatever_their_typography() -> None:
    text = "“Yes,” he said. No, he said. “No,” he said."
    assert _starts(locate("he said", text, after='"No,"')) == [text.rindex("he said")]


def test_the_same_words_before_the_same_words_take_their_places_in_turn() -> None:
    locator = Locator("the regime, the regime, the regime")
    assert [_starts(locator.locate("regime", after="the"))[0] for _ in range(3)] == [4, 16, 28]


def test_a_part_is_found_near_the_others_and_not_inside_them() -> None:
    text = "“I said no,” Ruiz said. Later Hale said: “I said yes.”"
    article = Article.read(text)
    content = article.span(text.index("I said no"), text.index(",” Ruiz"))
    assert _starts(Locator(text).locate("said", near=[content])) == [text.index("said. Later")]


def test_a_second_piece_of_the_same_words_is_another_place() -> None:
    text = "“We will win,” she said. “We will win,” she said again."
    locator = Locator(text)
    first = locator.locate("We will win")
    assert _starts(locator.locate("We will win", near=first.spans)) == [text.rindex("We will win")]


def test_a_tie_is_told() -> None:
    located = locate("regime", REPEATS)
    assert [span.start for span in located.ties] == [REPEATS.index("regime came"), 45, REPEATS.rindex("regime")]
    assert locate("gone", REPEATS).ties == ()


def test_furniture_holds_nothing() -> None:
    text = (
        "Council sells the mill\n\nBy Ana Ruiz\n\nThe council sold the old mill on Monday, and the town was told of it "
        "on Tuesday by the mayor.\n\nShare this article on Facebook\n\nSubscribe to our newsletter"
    )
    article = Article.read(text)
    furniture = [text[part.start : part.end] for part in article.parts if part.role == "furniture"]
    assert any("newsletter" in words for words in furniture)
    locator = Locator.of(article)
    assert locator.locate("Subscribe to our newsletter").verdict == "not_found"
    assert locator.locate("Subscribe to your newsletter").verdict == "not_found"
    assert locator.locate("Subscribe … newsletter").verdict == "not_found"
    assert locator.locate("sold the old mill").verdict == "verbatim"


def test_half_a_surrogate_pair_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match="character 4 is half a surrogate pair"):
        locate("x", "The \udc00 end")


def test_a_claim_too_long_to_compare_is_still_found() -> None:
    text = " ".join(f"word{number}" for number in range(6_000))
    assert locate(text, text).verdict == "verbatim"
    assert locate(text.replace("word77 ", "word78 "), text).verdict == "not_found"
