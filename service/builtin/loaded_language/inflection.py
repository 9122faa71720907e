"""English word forms: those a table's word stands for, and a neutral wording in the form of what it replaces."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

Ending = Literal["base", "s", "ing", "past", "participle", "er", "est"]
"""A form by its ending; ``s`` is a noun's plural or a verb's third person, ``er`` and ``est`` are an adjective's."""

_IRREGULAR = {
    "be": ("is", "being", "was", "been"),
    "beat": ("beats", "beating", "beat", "beaten"),
    "become": ("becomes", "becoming", "became", "become"),
    "begin": ("begins", "beginning", "began", "begun"),
    "bend": ("bends", "bending", "bent", "bent"),
    "bite": ("bites", "biting", "bit", "bitten"),
    "bleed": ("bleeds", "bleeding", "bled", "bled"),
    "blow": ("blows", "blowing", "blew", "blown"),
    "break": ("breaks", "breaking", "broke", "broken"),
    "bring": ("brings", "bringing", "brought", "brought"),
    "browbeat": ("browbeats", "browbeating", "browbeat", "browbeaten"),
    "build": ("builds", "building", "built", "built"),
    "cast": ("casts", "casting", "cast", "cast"),
    "catch": ("catches", "catching", "caught", "caught"),
    "cling": ("clings", "clinging", "clung", "clung"),
    "come": ("comes", "coming", "came", "come"),
    "creep": ("creeps", "creeping", "crept", "crept"),
    "cut": ("cuts", "cutting", "cut", "cut"),
    "deny": ("denies", "denying", "denied", "denied"),
    "dig": ("digs", "digging", "dug", "dug"),
    "do": ("does", "doing", "did", "done"),
    "draw": ("draws", "drawing", "drew", "drawn"),
    "drink": ("drinks", "drinking", "drank", "drunk"),
    "drive": ("drives", "driving", "drove", "driven"),
    "eat": ("eats", "eating", "ate", "eaten"),
    "fall": ("falls", "falling", "fell", "fallen"),
    "feed": ("feeds", "feeding", "fed", "fed"),
    "fight": ("fights", "fighting", "fought", "fought"),
    "find": ("finds", "finding", "found", "found"),
    "flee": ("flees", "fleeing", "fled", "fled"),
    "fly": ("flies", "flying", "flew", "flown"),
    "get": ("gets", "getting", "got", "got"),
    "give": ("gives", "giving", "gave", "given"),
    "go": ("goes", "going", "went", "gone"),
    "grind": ("grinds", "grinding", "ground", "ground"),
    "grow": ("grows", "growing", "grew", "grown"),
    "hamstring": ("hamstrings", "hamstringing", "hamstrung", "hamstrung"),
    "hang": ("hangs", "hanging", "hung", "hung"),
    "have": ("has", "having", "had", "had"),
    "hide": ("hides", "hiding", "hid", "hidden"),
    "hit": ("hits", "hitting", "hit", "hit"),
    "hold": ("holds", "holding", "held", "held"),
    "hurt": ("hurts", "hurting", "hurt", "hurt"),
    "keep": ("keeps", "keeping", "kept", "kept"),
    "lay": ("lays", "laying", "laid", "laid"),
    "lead": ("leads", "leading", "led", "led"),
    "leave": ("leaves", "leaving", "left", "left"),
    "let": ("lets", "letting", "let", "let"),
    "lie": ("lies", "lying", "lied", "lied"),
    "lose": ("loses", "losing", "lost", "lost"),
    "make": ("makes", "making", "made", "made"),
    "mislead": ("misleads", "misleading", "misled", "misled"),
    "overrun": ("overruns", "overrunning", "overran", "overrun"),
    "pay": ("pays", "paying", "paid", "paid"),
    "put": ("puts", "putting", "put", "put"),
    "read": ("reads", "reading", "read", "read"),
    "ride": ("rides", "riding", "rode", "ridden"),
    "rise": ("rises", "rising", "rose", "risen"),
    "run": ("runs", "running", "ran", "run"),
    "say": ("says", "saying", "said", "said"),
    "see": ("sees", "seeing", "saw", "seen"),
    "seek": ("seeks", "seeking", "sought", "sought"),
    "sell": ("sells", "selling", "sold", "sold"),
    "send": ("sends", "sending", "sent", "sent"),
    "set": ("sets", "setting", "set", "set"),
    "shed": ("sheds", "shedding", "shed", "shed"),
    "shoot": ("shoots", "shooting", "shot", "shot"),
    "show": ("shows", "showing", "showed", "shown"),
    "shriek": ("shrieks", "shrieking", "shrieked", "shrieked"),
    "shrink": ("shrinks", "shrinking", "shrank", "shrunk"),
    "sing": ("sings", "singing", "sang", "sung"),
    "sink": ("sinks", "sinking", "sank", "sunk"),
    "sleep": ("sleeps", "sleeping", "slept", "slept"),
    "slink": ("slinks", "slinking", "slunk", "slunk"),
    "sow": ("sows", "sowing", "sowed", "sown"),
    "speak": ("speaks", "speaking", "spoke", "spoken"),
    "spend": ("spends", "spending", "spent", "spent"),
    "spin": ("spins", "spinning", "spun", "spun"),
    "spit": ("spits", "spitting", "spat", "spat"),
    "spread": ("spreads", "spreading", "spread", "spread"),
    "steal": ("steals", "stealing", "stole", "stolen"),
    "stick": ("sticks", "sticking", "stuck", "stuck"),
    "stink": ("stinks", "stinking", "stank", "stunk"),
    "strike": ("strikes", "striking", "struck", "struck"),
    "string": ("strings", "stringing", "strung", "strung"),
    "swear": ("swears", "swearing", "swore", "sworn"),
    "sweep": ("sweeps", "sweeping", "swept", "swept"),
    "swell": ("swells", "swelling", "swelled", "swollen"),
    "take": ("takes", "taking", "took", "taken"),
    "teach": ("teaches", "teaching", "taught", "taught"),
    "tear": ("tears", "tearing", "tore", "torn"),
    "tell": ("tells", "telling", "told", "told"),
    "throw": ("throws", "throwing", "threw", "thrown"),
    "thrust": ("thrusts", "thrusting", "thrust", "thrust"),
    "upset": ("upsets", "upsetting", "upset", "upset"),
    "win": ("wins", "winning", "won", "won"),
    "withdraw": ("withdraws", "withdrawing", "withdrew", "withdrawn"),
    "write": ("writes", "writing", "wrote", "written"),
}
_ENDINGS: tuple[Ending, ...] = ("s", "ing", "past", "participle")
_COMPARED = 8
"""The most letters of an adjective that is compared by -er and -est."""
_VOWELS = "aeiou"
_STRESSED_LAST = {
    "admit", "backpedal", "commit", "compel", "defer", "extol", "goose-step", "guilt-trip", "kidnap", "kneecap", "omit",
    "permit", "prefer", "rebel", "refer", "regret", "sandbag", "sidestep", "submit", "trigger-happy",
}  # fmt: skip
"""Words of more syllables whose last consonant is doubled all the same."""


def forms(phrase: str, part: str) -> Iterator[tuple[str, Ending]]:
    """Every form of a word or phrase of a part of speech: a verb's first word is inflected, a noun's last."""
    yield phrase, "base"
    if part in ("noun", "verb"):
        for ending in _ENDINGS if part == "verb" else _ENDINGS[:1]:
            yield inflect(phrase, ending, part), ending
            if part == "verb" and ending != "s" and _is_spelt_twice(phrase.partition(" ")[0]):
                first, space, rest = inflect(phrase, ending, part).partition(" ")
                yield re.sub(r"l(ed|ing)$", r"ll\1", first) + space + rest, ending
    elif part == "adjective" and len(phrase) <= _COMPARED and " " not in phrase:
        stem = phrase[:-1] if phrase.endswith("e") else phrase[:-1] + "i" if phrase.endswith("y") else _doubled(phrase)
        yield stem + "er", "er"
        yield stem + "est", "est"


@cache
def inflect(phrase: str, ending: Ending, part: str) -> str:
    """A base form, put in another: ``("call for", "past", "verb")`` is "called for"."""
    if ending in ("base", "er", "est") or not phrase:
        return phrase
    if part == "verb":
        first, space, rest = phrase.partition(" ")
        return _verb(first, ending) + space + rest
    before, space, last = phrase.rpartition(" ")
    return before + space + _with_s(last)


@cache
def word_forms(word: str) -> frozenset[str]:
    """The forms a single word may have, whichever part of speech it is."""
    return frozenset(form for part in ("noun", "verb") for form, _ in forms(word, part))


def _verb(word: str, ending: Ending) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word][_ENDINGS.index(ending)]
    if ending == "s":
        return _with_s(word)
    if ending == "ing":
        stem = word[:-1] if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else word
        return _doubled(stem) + "ing" if stem == word else stem + "ing"
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _is_spelt_twice(word: str) -> bool:
    """Whether a verb's last l is doubled in Britain and not in America: grovelled, groveled."""
    ends_short = word.endswith("l") and word[-2:-1] in tuple(_VOWELS) and word[-3:-2] not in tuple(_VOWELS)
    syllables = sum(letter in _VOWELS for letter in word)
    return ends_short and syllables > 1 and word not in _STRESSED_LAST and word not in _IRREGULAR


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubled(word: str) -> str:
    """The stem before -ed and -ing: the last consonant twice after one short vowel in a word of one syllable."""
    ends_short = word[-1] not in "aeiouwxy" and word[-2:-1] in tuple(_VOWELS) and word[-3:-2] not in tuple(_VOWELS)
    one_syllable = sum(letter in _VOWELS for letter in word) == 1
    return word + word[-1] if ends_short and (one_syllable or word in _STRESSED_LAST) else word
