"""Whether other words for a phrase leave the facts as they are: its numbers, its names, and whether it negates."""

from service.findings import Change
from service.grounding.changes import ORDER, is_name, is_number, negates, table, those, words_of
from service.grounding.folding import fold

_LONGER = 4
"""Letters of a word that a headline capitalises, and that a name and what is derived from it share."""
_LACKING = ("less", "lessly", "lessness", "free")


def facts_changed(phrase: str, wording: str) -> tuple[Change, ...]:
    """What a ``wording`` in place of ``phrase`` adds or loses: a negation, a number, a name; nothing when it is fit.

    A capital that opens either is no name, nor are those of a phrase that is capitalised throughout, as headlines are.
    """
    old, new = _words(phrase), _words(wording)
    changed: set[Change] = set()
    lost = any(_is_one_of(word, "negations") for word in old) and not negates(wording)
    added = any(_is_one_of(word, "plain_negations") for word in new) and not _negates(phrase)
    if lost or added:
        changed.add("negation")
    if those(old, is_number) != those(new, is_number):
        changed.add("number")
    if _names_changed(old, new):
        changed.add("name")
    return tuple(kind for kind in ORDER if kind in changed)


def _names_changed(old: list[str], new: list[str]) -> bool:
    plain_old, plain_new = ([fold(word).lower() for word in words] for words in (old, new))
    named = len(new) > 1 and is_name(new[0]) and (is_name(new[1]) or plain_new[0] in plain_old)
    given = [fold(word).lower() for word in (new if named else new[1:]) if is_name(word)]
    titled = all(not word[:1].islower() for word in old if len(word) >= _LONGER)
    kept = [] if titled else [fold(word).lower() for word in old[1:] if is_name(word)]
    return any(not _is_among(name, plain_old) for name in given) or any(not _is_among(name, plain_new) for name in kept)


def _is_among(name: str, words: list[str]) -> bool:
    """Whether a name is one of ``words``, or one is made from it: America, American."""
    return any(word == name or (len(word) >= _LONGER and word[:_LONGER] == name[:_LONGER]) for word in words)


def _negates(phrase: str) -> bool:
    return negates(phrase) or any(fold(word).lower().endswith(_LACKING) for word in _words(phrase))


def _is_one_of(word: str, kind: str) -> bool:
    plain = fold(word).lower()
    return plain in table(kind) or plain.endswith("n't")


def _words(text: str) -> list[str]:
    """The words of ``text``, without those of a figure of speech."""
    words = [text[slice(*place)] for place in words_of(text)]
    words = [word for word in words if any(map(str.isalnum, word))]
    plain = f" {' '.join(fold(word).lower().replace('-', ' ') for word in words)} "
    figures = {part for figure in table("figures_of_speech") if f" {figure} " in plain for part in figure.split()}
    return [word for word in words if not figures.issuperset(fold(word).lower().split("-"))]
