"""Claims on articles, and what grounding has to say of each: the table of `test_grounding`."""

from typing import NamedTuple

from service.findings import Change, Verdict

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
    Case(FERRY, "It is fair — we can drive home", "altered", ("negation",)),
    Case(FERRY, "It isn’t fair — we can drive home", "altered", ("negation",)),
    Case(FERRY, "The move is illegal, but unpopular", "altered", ("negation",)),
    Case(FERRY, "The move is legal, but popular", "altered", ("negation",)),
    Case(FERRY, "fares rose to $5.20 in January", "altered", ("number",)),
    Case(FERRY, "about 2.5 percent of the island’s workers", "altered", ("number",)),
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
    Case(COUNCIL, "she said … [t]here is no plan", "altered", ("other",)),
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
    Case(
        "One.\r\n\r\nThe mill burned down in the night\r\nand then the roof fell in.",
        "burned down … then the roof fell",
        "elided",
    ),
    Case("The quick “fox … hound” ran.", "fox … hound", "verbatim", spans=("fox … hound",)),
]

LAW = "The law was passed by the House and the mayor of the town slept."
TWO_SPEAKERS = "“I will resign at noon,” Tom Hale said. “I will stay in office,” Ana Ruiz said."
ONE_SPEAKER = "“I will resign at noon,” Tom Hale said. “And I mean it this time,” he added."
HOUSES = "He sold 40 houses and 12 cars in May 2024, after a bad year."
FAMILY = "The family 👨\u200d👩\u200d👧 came home to the 🇬🇧 flag 👍🏽 at last."

SWALLOWED = [
    Case(
        "The plan has support among few of the people here.",
        "The plan has support … the people",
        "altered",
        ("negation",),
    ),
    Case(
        "The minister supports hardly any part of it.", "The minister supports … part of it", "altered", ("negation",)
    ),
    Case("The minister rarely takes any bribe.", "The minister … takes any bribe", "altered", ("negation",)),
    Case("The mayor denied taking any bribe.", "The mayor … taking any bribe", "altered", ("negation",)),
    Case("The mayor refused to sign the deal.", "The mayor … sign the deal", "altered", ("negation",)),
    Case("The mayor declined to sign the deal.", "The mayor … sign the deal", "altered", ("negation",)),
    Case("The mayor stopped short of blaming police.", "The mayor … blaming police", "altered", ("negation",)),
    Case("They can no longer pay the rent.", "They can … pay the rent", "altered", ("negation",)),
    Case("They don’t pay the rent.", "They … pay the rent", "altered", ("negation",)),
    Case("He is unlikely to win the seat.", "He is … to win the seat", "altered", ("negation",)),
    Case("He was un\u00adable to win the seat.", "He was … to win the seat", "altered", ("negation",)),
    Case("The report is untrue and silly.", "The report is … silly", "altered", ("negation",)),
    Case("The report is inaccurate and silly.", "The report is … silly", "altered", ("negation",)),
    Case("It is far from clear that he lied.", "It is … clear that he lied", "altered", ("negation",)),
    Case("It was anything but a good year.", "It was … a good year", "altered", ("negation",)),
    Case("They voted against the old plan.", "They voted … the old plan", "altered", ("negation",)),
    Case("He said it was “not” good for us.", "He said it was … good for us", "altered", ("negation",)),
    Case("It was the united unit of the university that won.", "It was … the university that won", "elided"),
    Case("We are not permitted to sell it.", "… permitted to sell it", "altered", ("negation",)),
    Case("We are not permitted to sell it.", "[He is] permitted to sell it", "altered", ("negation",)),
    Case("The plan is not sound at all.", "The plan is […]", "altered", ("negation",)),
    Case(HOUSES, "He sold 40 … cars", "altered", ("number",)),
    Case(HOUSES, "He sold … 12 cars", "elided", spans=("He sold", "12 cars")),
    Case(HOUSES, "cars in May 2024 … a bad year", "elided"),
]

ASSEMBLED = [
    Case(LAW, "the … of", "not_found"),
    Case(LAW, "The … the … of", "not_found"),
    Case(LAW, "law … mayor … slept", "not_found"),
    Case(LAW, "The law … the mayor … slept", "altered"),
    Case(TWO_SPEAKERS, "I will resign at noon … I will stay in office", "altered", ("other",)),
    Case(TWO_SPEAKERS, "Tom Hale said … I will stay in office", "altered", ("other",)),
    Case(TWO_SPEAKERS, "I will resign at noon … Ana Ruiz said", "altered", ("other",)),
    Case(ONE_SPEAKER, "I will resign at noon … And I mean it", "elided"),
    Case("“We will appeal,” Ruiz said, “because it is wrong.”", "We will appeal … because it is wrong", "elided"),
    Case("“It is bad,” said Tom Hale. “It is good,” said Joan Hale.", "It is bad … It is good", "altered", ("other",)),
    Case("“It is bad,” he said. “It is good,” she said.", "It is bad … It is good", "altered", ("other",)),
]

INSERTED = [
    Case(COUNCIL, "The council will [probably] not permit", "altered", ("hedge",)),
    Case(COUNCIL, "The council [may] not permit the company", "altered", ("modal",)),
    Case(COUNCIL, "The [Labour] council will not permit", "altered", ("name",)),
    Case(COUNCIL, "to build [forty-eight] homes", "altered", ("number",)),
    Case(COUNCIL, "We are [in no way] permitted", "altered", ("negation",)),
    Case(COUNCIL, "We are [] permitted", "altered", ("negation",)),
    Case(COUNCIL, "There is no plan [for now]", "elided"),
    Case(FERRY, "The ferry line [will] drop its night service", "altered", ("modal",)),
    Case("He is likely to win the seat.", "He is [un]likely to win the seat", "altered", ("negation", "hedge")),
    Case("He can go home.", "He can['t] go home", "altered", ("negation",)),
    Case("He permit the sale.", "He permit[s] the sale", "elided"),
    Case("Some 40 homes burned.", "Some [1]40 homes burned", "altered", ("number",)),
    Case("Hale resigned. Ruiz stayed.", "[Ruiz] resigned", "altered", ("name",)),
    Case("She resigned. Ruiz stayed.", "[Ruiz] resigned", "elided"),
    Case("The homes are for the poor.", "The home[less] are for the poor", "altered"),
]

LOOKALIKES = [
    Case("Did he lie? He did.", "Did he lie.", "altered", ("other",)),
    Case("Did he lie? He did.", "Did he lie", "verbatim"),
    Case("“He lied to us!” she said.", "“He lied to us.”", "altered", ("other",)),
    Case("He lied.", "He lied?", "altered", ("other",)),
    Case("He lied.", "He lied!", "altered", ("other",)),
    Case("He lied to us, he said.", "“He lied to us…”", "elided", spans=("He lied to us",)),
    Case("The area is 10 m² wide.", "The area is 10 m2 wide", "altered", ("number",)),
    Case("The area is 10 m² wide.", "The area is 10 m", "altered", ("number",)),
    Case("It has ٤٠ homes on this site.", "It has 40 homes on this site", "altered", ("number",)),
    Case("It has ４０ homes on this site.", "It has 40 homes on this site", "altered", ("number",)),
    Case("The mayor met him in town.", "The m\u0430yor met him in town", "altered", ("other",)),
    Case("The m\u0430yor met him in town.", "The mayor met him in town", "altered", ("other",)),
    Case("The Ｃｏｕｎｃｉｌ met in town today.", "The Council met in town today", "altered", ("name",)),
    Case("He said cafe\u0301 is open.", "He said cafe", "not_found"),
    Case("The café is open to us all today.", "The cafe\u0301\u0301 is open to us all today", "altered"),
    Case("He is a spy\u0338.", "He is a spy", "not_found"),
    Case(FAMILY, "The family 👨", "altered", ("other",)),
    Case(FAMILY, "👩\u200d👧 came home", "altered", ("other",)),
    Case(FAMILY, "family 👨\u200d👩\u200d👧 came home", "verbatim"),
    Case(FAMILY, "🇧 flag 👍🏽 at last", "altered"),
    Case(FAMILY, "the 🇬🇧 flag 👍", "altered"),
    Case("I ❤\ufe0f this town.", "I ❤ this town", "typography"),
    Case("I ❤ this town.", "I ❤\ufe0f this town", "typography"),
    Case("The council\x00 met\x07 today.", "The council met today", "typography"),
    Case("The coun\u034fcil met.", "The council met", "typography"),
    Case("İstanbul fell to them today.", "istanbul fell to them today", "altered", ("name",)),
    Case("straße closed today", "STRASSE closed today", "altered"),
    Case("ßa was closed today", "SSa was closed today", "altered"),
    Case("Polish workers left.", "polish workers left", "typography"),
    Case("The US attacked us today.", "The us attacked US today", "altered"),
    Case("US forces left the town.", "Us forces left the town", "altered"),
    Case("He will re-sign the big deal.", "He will resign the big deal", "altered", ("other",)),
    Case("He will resign the big deal.", "He will re-sign the big deal", "altered", ("other",)),
    Case("Send an e-mail to him.", "Send an email to him", "altered", ("other",)),
    Case("Send an e-mail to him.", "mail to him", "not_found"),
    Case("Send an e-mail to him.", "Send an e", "not_found"),
    Case("It was a no-go area.", "It was a no", "not_found"),
    Case("See example.com for more.", "See example", "not_found"),
    Case("The U.S. left.", "S. left", "not_found"),
    Case("Sold to AT&T yesterday.", "Sold to AT", "altered"),
    Case("It ended.Next came May.", "It ended", "verbatim"),
    Case("She cannot go home.", "She can not go home", "altered", ("other",)),
    Case("She can not go home.", "She cannot go home", "altered", ("other",)),
    Case("She cannot go home.", "She can go home", "altered", ("negation",)),
    Case("He can ’t go home.", "He can", "altered"),
    Case("The cats’ home burned.", "The cats home burned", "altered", ("other",)),
    Case("The cat’s home burned.", "The cats’ home burned", "altered", ("other",)),
]

FIGURES = [
    Case("Prices rose 1.5 points.", "Prices rose 1 5 points", "altered", ("number",)),
    Case("Prices rose 1.5 points.", "Prices rose 15 points", "altered", ("number",)),
    Case("Prices rose 1.5 points.", "Prices rose 1,5 points", "altered", ("number",)),
    Case("Aged 10–12 or so.", "Aged 10-12 or so", "typography"),
    Case("Boys aged 10–12 or so came.", "Boys aged 1012 or so came", "altered", ("number",)),
    Case("It was −5 degrees up there today.", "It was 5 degrees up there today", "altered", ("number",)),
    Case("It was –5 degrees up there.", "5 degrees up there", "altered", ("number",)),
    Case("It was −5 degrees up there.", "It was –5 degrees up there", "typography"),
    Case("It was 5 degrees up there today.", "It was −5 degrees up there today", "altered", ("number",)),
    Case("It fell — 5 people died there.", "It fell -5 people died there", "altered", ("number",)),
    Case("It costs £400 a week.", "It costs $400 a week", "altered", ("number",)),
    Case("It costs £ 400 a week.", "It costs $ 400 a week", "altered", ("number",)),
    Case("It costs £ 400 a week.", "400 a week", "altered"),
    Case("It costs 400 £ a week.", "It costs 400", "altered"),
    Case("It costs £400 a week.", "It costs £", "altered"),
    Case("Prices rose 5 % a week.", "Prices rose 5", "altered"),
    Case("Prices rose 5% a week.", "Prices rose 5 a week", "altered", ("number",)),
    Case("Prices rose 5% a week.", "% a week", "altered"),
    Case("The city pays 40 000 euros.", "The city pays 40", "altered"),
    Case("The city pays 40\u202f000 euros.", "000 euros", "altered"),
    Case("In 2020 400 people left.", "In 2020", "verbatim"),
    Case("He ate 1 ¾ of the pie.", "He ate 1", "altered"),
    Case("He ate 1¾ of the pie.", "He ate 1", "not_found"),
    Case("He ate 3/4 of the pie.", "He ate 3", "not_found"),
    Case("He is 5′10 tall.", "He is 5″10 tall", "altered"),
    Case("He paid 5bn for it.", "He paid 5", "not_found"),
    Case("In the 1990s it fell.", "In the 1990", "not_found"),
]

CASES = [
    *FROM_THE_CASES,
    *MARKS,
    *CHARACTERS,
    *EDGES,
    *ALTERED,
    *ELIDED,
    *SWALLOWED,
    *ASSEMBLED,
    *INSERTED,
    *LOOKALIKES,
    *FIGURES,
]
