"""Whether other words for a phrase leave the facts as they are: its numbers, its names, and whether it negates."""

from service.findings import Change
from service.grounding.changes import ORDER, is_name, is_negative, is_number, negates, table, those, words_of
from service.grounding.folding import fold

_LONGER = 4
"""Letters of a word that a headline capitalises."""


def facts_changed(phrase: str, wording: str) -> tuple[Change, ...]:
    """What a ``wording`` in place of ``phrase`` adds or loses: a negation, a number, a name; nothing when it is fit.

    A capital that opens either is no name, nor are those of a phrase that is capitalised throughout, as headlines are.
    """
    old, new = _words(phrase), _words(wording)
    changed: set[Change] = set()
    if (_denies(new) and not negates(phrase)) or (_denies(old) and not negates(wording)):
        changed.add("negation")
    if those(old, is_number) != those(new, is_number):
        changed.add("number")
    titled = all(not word[:1].islower() for word in old if len(word) >= _LONGER)
    held = {fold(word).lower() for word in old}
    given = [word for word in new[not _opens_name(new, held) :] if is_name(word)]
    kept = {fold(word).lower() for word in new}
    lost = [] if titled else [word for word in old[1:] if is_name(word)]
    if any(fold(word).lower() not in held for word in given) or any(fold(word).lower() not in kept for word in lost):
        changed.add("name")
    return tuple(kind for kind in ORDER if kind in changed)


def _opens_name(words: list[str], held: set[str]) -> bool:
    """Whether a wording's first word is a name of the phrase, or goes on as one."""
    return len(words) > 1 and (fold(words[0]).lower() in held or (is_name(words[0]) and is_name(words[1])))


def _denies(words: list[str]) -> bool:
    plain = (fold(word).lower() for word in words if is_negative(word))
    return any(word in table("negations") or word.endswith("n't") for word in plain)


def _words(text: str) -> list[str]:
    words = (text[slice(*place)] for place in words_of(text))
    return [word for word in words if any(map(str.isalnum, word))]
