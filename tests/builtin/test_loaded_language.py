"""Which words are flagged as loaded, and which contexts clear them."""

import time
from itertools import pairwise

import pytest

from service.article import Article
from service.builtin.loaded_language import find
from service.builtin.reading import Reading, read
from service.findings import LoadedPhrase

WIRE = """
The city council voted 7-2 on Tuesday to approve a budget of $412 million for the coming year, raising property
taxes by 3.1 percent and setting aside money for road repairs and two fire stations.

The plan, which takes effect on July 1, adds 14 police officers and extends library hours on weekends. Council
members spent four hours on amendments before the final vote.

“We looked at every line,” said Mayor Dana Whitfield, who took office in January. “The city has put off repairs for
a decade, and the cost goes up each year that we wait.”

Two members voted against the budget. Councilman Peter Osei said the tax increase would be hard on residents with
fixed incomes, and Councilwoman Lucia Ferrante said the city should have waited for a state audit that is due in
August.

The audit was ordered after an error in the city’s pension accounts was found last year. State officials have said
they do not expect the report to change the city’s credit rating, which was raised in 2022.

About 60 people spoke at a public hearing last month. Some asked for more money for parks, while others said that
they opposed any increase in taxes. A group representing local businesses supported the plan, saying that the roads
near the port needed work.

The average homeowner will pay about $94 more a year, according to the finance department. Residents older than 65
can apply for a discount, which the council extended by one year.

The repairs will begin in the spring with Harbor Street and the two bridges over the Alder River. Engineers said in
a report in November that one of the bridges had been damaged by floods and could no longer carry heavy trucks.

The council also agreed to study a bus line between the airport and the university. The study will cost $250,000 and
is expected to be finished by the end of next year, according to the transport department.

The next meeting is scheduled for May 14, when members will consider a request by a developer to build 220
apartments on the site of a closed mill. Neighbors have asked the council to limit the height of the buildings to
six floors.
"""

LOADED = {
    "The thugs who run this rogue state have unleashed their lackeys on the brave protesters.": {
        "thugs": "Name_Calling,Labeling",
        "rogue state": "Name_Calling,Labeling",
        "lackeys": "Name_Calling,Labeling",
    },
    "The minister lashed out at her critics in a shameful and hypocritical tirade.": {
        "lashed out": "Loaded_Language",
        "shameful": "Loaded_Language",
        "hypocritical": "Loaded_Language",
        "tirade": "Loaded_Language",
    },
    "The senator rammed through the bill, a slap in the face of every voter.": {
        "rammed through": "Loaded_Language",
        "slap in the face": "Loaded_Language",
    },
    "The baseless accusation is nothing but a witch-hunt by the radical left.": {
        "baseless": "Unattributed_Judgement",
        "witch-hunt": "Loaded_Language",
        "radical left": "Name_Calling,Labeling",
    },
    "Their so-called experts warn of an existential threat to the nation.": {
        "so-called": "Doubt",
        "existential threat": "Appeal_to_fear-prejudice",
    },
    "The company claimed that the river was clean, and its chairman boasted that nobody had complained.": {
        "claimed": "Loaded_Attribution",
        "boasted": "Loaded_Attribution",
    },
    "It is an utterly staggering sum.": {"utterly": "Exaggeration,Minimisation", "staggering": "Loaded_Language"},
    "Soldiers gave their lives for the motherland.": {"motherland": "Flag-Waving"},
    "The army's warmongering ended in a bloodbath.": {
        "warmongering": "Name_Calling,Labeling",
        "bloodbath": "Loaded_Language",
    },
    "The junta is a puppet government, a beacon of hope to its cronies.": {
        "junta": "Name_Calling,Labeling",
        "puppet government": "Name_Calling,Labeling",
        "beacon of hope": "Flag-Waving",
        "cronies": "Name_Calling,Labeling",
    },
    "Officials defended the crushing of dissent as the carnage went on.": {"carnage": "Loaded_Language"},
    "The RECKLESS plan failed.": {"RECKLESS": "Loaded_Language"},
}

CLEARED = [
    "The treaty regime covers 40 states.",
    "The new tax regime starts in April.",
    "Her training regime includes a swim each morning.",
    "The board rejected the hostile takeover.",
    "The law on the slaughter of sheep and cattle was changed in 2019.",
    "Rovers crushed United 3-0 in the cup.",
    "The champions massacred a weak side in the second half of the match, and the coach praised the striker.",
    "The defenders were brutal, and the striker missed a penalty before half-time.",
    "A savage storm tore roofs off houses along the coast.",
    "The relentless rain kept rescuers away.",
    "Michael Savage said the meeting was short.",
    "Savage joined the firm in 2011.",
    "The fund's aggressive growth surprised investors.",
    "Doctors found an aggressive cancer in her lung.",
    "The administrator used the command to kill the process.",
    "Roast the chicken, then skewer the vegetables and blast them in a hot oven.",
    "The group claimed responsibility for the attack.",
    "Officers were called to a brawl at a nightclub.",
    "The thieves ran from the shop with two watches.",
    "She was admitted to hospital on Friday.",
    "The storm claimed four lives.",
    "He would be the first to admit that the plan was late.",
    "I claim that the plan is late.",
    "The truck slammed into a wall.",
    "He slammed the door and left.",
    "The cult film returns to cinemas.",
    "The Patriots won again on Sunday.",
    "Patriot missiles were sent to the border.",
    "He was a baker before he became a butcher with a shop of his own.",
    "The orchard smells of rotting fruit, and the compost of dry rot.",
    "The police found the bloody knife in a drain.",
    "Stoke City lost at home.",
    "A toxic gas leaked from the plant.",
    "Children watched the puppet show in the park.",
    "The plague bacteria were found in rats.",
    "A devil's advocate was named for the debate.",
    "Nazi Germany invaded Poland in 1939.",
    "The committee has been meeting since March.",
    "The Extinction Rebellion march ended at noon.",
    "Detectives say the two men hatched a plot to blow up the bridge with a car bomb.",
    "The plot of the novel turns on a lost letter, and it is not in the play.",
    "The plot of land by the canal was sold in May.",
    "Two prisoners were tortured by guards in the camp.",
    "The explosion devastated the block.",
    "She has a devastating knee injury.",
    "Rotten wood was cut out of the deck, and the filthy water was pumped away.",
    "The body lay in a shallow grave on the shady side of the wood.",
    "The crooked spire was built in 1362.",
    "Malicious code was found in the app.",
    "The surgeon removed a malignant tumour.",
    "A cutthroat trout was seen in the river.",
    "Yahoo was sold in 2017: “VERIZON BUYS YAHOO”.",
    "The dog growled at the vet.",
    "A clown cheered up children in the hospital.",
]


def reading(text: str) -> Reading:
    return read(Article.read(text))


def flags(text: str) -> dict[str, LoadedPhrase]:
    return {phrase.span.text: phrase for phrase in find(reading(text))}


def test_neutral_wire_copy_is_left_alone() -> None:
    assert len(WIRE.split()) > 300
    assert len(find(reading(WIRE))) <= 1


@pytest.mark.parametrize("text", LOADED)
def test_loaded_words_are_flagged_with_their_technique(text: str) -> None:
    found = {words: phrase.technique for words, phrase in flags(text).items()}
    assert LOADED[text].items() <= found.items()


@pytest.mark.parametrize("text", CLEARED)
def test_a_context_clears_a_word(text: str) -> None:
    assert flags(text) == {}


def test_the_same_words_are_flagged_where_nothing_clears_them() -> None:
    text = "The regime crushed the uprising with savage reprisals, a slaughter of unarmed villagers."
    assert {"regime", "crushed", "savage", "slaughter"} <= flags(text).keys()


def test_a_government_is_a_regime_beside_a_tax_regime() -> None:
    found = find(reading("The regime in the capital changed the tax regime."))
    assert [(phrase.span.start, phrase.span.text) for phrase in found] == [(4, "regime")]


def test_the_longest_phrase_takes_the_place() -> None:
    assert list(flags("It was a brutal crackdown on the puppet regime.")) == ["brutal crackdown", "puppet regime"]


def test_words_are_whole_words() -> None:
    assert flags("The regimen of the slamdance was regimental, and the thugged lacework stayed.") == {}


def test_spans_are_true_and_apart() -> None:
    text = "\n\n".join(LOADED)
    found = find(reading(text))
    assert len(found) > 20
    assert all(phrase.span.text == text[phrase.span.start : phrase.span.end] for phrase in found)
    places = [(phrase.span.start, phrase.span.end) for phrase in found]
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_the_neutral_wording_has_the_form_of_the_words_it_replaces() -> None:
    found = flags("Cronies of the mayor slammed the plan. They are pandering to donors.")
    assert {words: phrase.neutral for words, phrase in found.items()} == {
        "Cronies": "Associates",
        "slammed": "criticised",
        "pandering to": "deferring to",
    }


def test_curly_apostrophes_and_hyphens_are_read() -> None:
    assert list(flags("He opened a hornet’s nest with a half‑baked, war-mongering plan.")) == [
        "hornet’s nest",
        "half‑baked",
        "war-mongering",
    ]


def test_words_inside_quotation_marks_are_flagged_too() -> None:
    assert "disgraceful" in flags("“It is a disgraceful decision,” she said.")


def test_the_same_text_gives_the_same_flags() -> None:
    text = "\n\n".join(LOADED)
    assert find(reading(text)) == find(reading(text))


def test_the_cost_grows_with_the_text() -> None:
    text = "\n\n".join([*LOADED, WIRE])

    def seconds(times: int) -> float:
        paragraphs = reading(text)
        long = Reading(paragraphs.article, paragraphs.paragraphs * times)
        best = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            find(long)
            best = min(best, time.perf_counter() - started)
        return best

    seconds(1)
    assert seconds(40) < 40 * seconds(4)


def test_what_clears_a_word_clears_it_for_every_entry_it_is_a_form_of() -> None:
    assert "devastating" in flags("It was a devastating verdict on the ministry.")
    assert not flags("He has a devastating knee injury.")


def test_the_article_this_began_with(request: pytest.FixtureRequest) -> None:
    path = request.config.rootpath.parent / "shared" / "articles" / "us-rejects-ceasefire.txt"
    if not path.exists():
        pytest.skip(f"the article {path.name} is absent")
    found = [phrase.span.text for phrase in find(reading(path.read_text("utf-8")))]
    assert found == [
        "regime",
        "unrelenting",
        "resistance movement",
        "regime",
        "regime",
        "indiscriminate",
        "openly",
        "carnage",
        "regime",
    ]
