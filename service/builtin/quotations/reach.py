"""How far what a cue says reaches: where a piece of content begins and ends that the fitted parts mark too long."""

from collections.abc import Iterator

from service.builtin.quotations.features import Features
from service.builtin.quotations.sheet import AFTER, BEFORE, Sheet

_CHARGES = {"accuse": "of", "blame": "for"}
"""What stands between whom a charge is made against and the charge."""
_ADDRESSING = {"apologise", "apologize", "complain", "explain", "speak", "talk", "write"}
"""What is done to somebody with words that the verb itself doesn't give."""
_REPEATING = {"reaffirm", "reiterate", "repeat", "restate"}
_COMPLEMENTS = {"ccomp", "xcomp", "dobj"}
_DASHES = {"–", "—", "-", "--"}
_TRIM = {",", ":", ";", *_DASHES}


def reach(features: Features, cue: int, start: int, end: int, others: frozenset[int]) -> tuple[int, int] | None:
    """The tokens ``[start, end)`` of a piece of content, cut to what the ``cue`` says; None when nothing is left.

    ``others`` are other likely cues.
    """
    sheet = features.sheet
    if _is_addressed(sheet, cue, start, end):
        return None
    end = max(end, _end_of_predicate(sheet, cue, start, end))
    return _trimmed(sheet, _opening(sheet, cue, start, others), _closing(features, cue, start, end, others))


def _is_addressed(sheet: Sheet, cue: int, start: int, end: int) -> bool:
    """Whether a piece is but whom the cue's words go to: "lawmakers wrote to the president"."""
    to = start - 1 if sheet.lower[start] != "to" else start
    leads = to > cue and sheet.lower[to] == "to" and sheet.head[to] == cue and sheet.dep[to] in {"prep", "dative"}
    return leads and sheet.lemma[cue] in _ADDRESSING and not _tells(sheet, start, end)


def _end_of_predicate(sheet: Sheet, cue: int, start: int, end: int) -> int:
    """Where the clause ends of which a piece is but the subject: "said the firm, which employs 300, is closing"."""
    if _tells(sheet, start, end):
        return end
    verbs = (sheet.head[i] for i in range(start, end) if sheet.dep[i] in {"nsubj", "nsubjpass"})
    verb = next((verb for verb in verbs if verb >= end), None)
    whole = verb is not None and sheet.dep[verb] == "ccomp" and sheet.head[verb] == cue
    return sheet.doc[verb].right_edge.i + 1 if verb is not None and whole else end


def _tells(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a piece has a verb, or words in marks."""
    return any(sheet.pos[i] in {"VERB", "AUX"} or sheet.quoted[i] for i in range(start, end))


def _opening(sheet: Sheet, cue: int, start: int, others: frozenset[int]) -> int:
    """Where a piece of content begins: after another clause with a cue of its own, who is charged, "described as"."""
    before = [i for i in _semicolons(sheet, start, cue) if any(start <= other < i for other in others)]
    return max([start, *(i + 1 for i in (*before, *_charges(sheet, cue, start), *_links(sheet, cue, start)))])


def _links(sheet: Sheet, cue: int, start: int) -> Iterator[int]:
    """The small word that only leads to what is said: "described as", "repeated its position that"."""
    if start == cue + 1 and sheet.lower[start] == "as":
        yield start
    elif (
        sheet.lemma[cue] in _REPEATING
        and sheet.tag[start] in {"DT", "PRP$"}
        and "that" in sheet.lower[start + 2 : start + 3]
    ):
        yield start + 2


def _charges(sheet: Sheet, cue: int, start: int) -> list[int]:
    """The small word that leads from the charged to the charge: one before a deed, one of the verb's own, the first."""
    small = _CHARGES.get(sheet.lemma[cue])
    found = [i for i in range(max(start, cue), sheet.stretch(cue)[1] - 1) if sheet.lower[i] == small]
    deeds = [i for i in found if sheet.tag[i + 1] == "VBG"]
    own = [i for i in found if sheet.head[i] == cue]
    return (deeds or own or found)[:1]


def _closing(features: Features, cue: int, start: int, end: int, others: frozenset[int]) -> int:
    """Where a piece of content ends: before a second cue of the same source, or a clause with a cue of its own.

    An aside of the outlet's on words in marks ends it too.
    """
    sheet = features.sheet
    second = (other - 1 for other in others if cue < other < end and is_second(features, cue, other))
    ends = sheet.stretch(cue)[1]
    clauses = (i for i in _semicolons(sheet, cue, end) if any(i < other < ends for other in others))
    by = agent_after_marks(sheet, cue, start, end)
    labels = (other - 1 for other in others if cue < other < end and _is_labelling(features, cue, other))
    return min([end, *second, *labels, *clauses, *_asides(sheet, start, end), *([] if by is None else [by])])


def agent_after_marks(sheet: Sheet, cue: int, start: int, end: int) -> int | None:
    """Where "by" leads from words in marks to whoever says them of somebody: "hailed as “the best year” by critics"."""
    if sheet.tag[cue] != "VBN":
        return None
    after = (i for i in range(max(start, cue) + 1, end) if sheet.marks[i - 1] == AFTER or sheet.marks[i] == AFTER)
    return next((i for i in after if sheet.lower[i] == "by" and not sheet.quoted[i]), None)


def _semicolons(sheet: Sheet, start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if sheet.lower[i] == ";" and not sheet.quoted[i]]


def is_second(features: Features, cue: int, other: int) -> bool:
    """Whether one cue is joined to another: "said A and warned that B", "said A and accused C of D"."""
    sheet = features.sheet
    tags = sheet.tag[cue], sheet.tag[other]
    own = {sheet.dep[child] for child in sheet.children[other]}
    if sheet.lower[other - 1] not in {"and", "but"} or "nsubj" in own:
        return False
    if sheet.lemma[other] in _CHARGES:
        return "dobj" in own and tags in {("VBD", "VBD"), ("VBD", "VBN")}
    marked = BEFORE in sheet.marks[other + 1 : other + 3]
    spoken = features.kind[other].startswith(("say", "urge")) and (marked or not own.isdisjoint(_COMPLEMENTS))
    finite = tags[0] == tags[1] and tags[0] in {"VBD", "VBZ"}
    return (finite and (spoken or "ccomp" in own)) or (tags[0] == tags[1] and sheet.marks[other - 2] == AFTER)


def _is_labelling(features: Features, cue: int, other: int) -> bool:
    """Whether a comma and a participle tell what somebody calls a thing they speak of: "slammed it, calling it"."""
    sheet = features.sheet
    governed = {sheet.dep[child] for child in sheet.children[cue] if child > cue}
    if sheet.tag[other] != "VBG" or sheet.quoted[other]:
        return False
    if AFTER in sheet.marks[other - 1 : other + 1]:
        return features.kind[other].startswith(("label", "say"))  # "said “…,” adding that"
    thing = "dobj" in governed and governed.isdisjoint({"ccomp", "xcomp"})
    return thing and features.kind[other].startswith("label") and sheet.lower[other - 1] == ","


def joined_cues(features: Features, cues: frozenset[int]) -> Iterator[int]:
    """The verbs of speech that "and" joins to one of some ``cues``: "said A was B, and urged C to go".

    A parse takes them for part of what is said, from which the comma sets them off, or a past tense after another:
    "said A will pay and urged C to go".
    """
    sheet = features.sheet
    for i in range(2, sheet.length):
        if sheet.lower[i - 1] not in {"and", "but"} or i in cues or sheet.quoted[i]:
            continue
        apart = sheet.lower[i - 2] == "," or turns_past(sheet, i)
        if apart and features.kind[i].startswith(("say", "urge")):
            start = sheet.stretch(i)[0]
            if any(start <= cue < i and is_second(features, cue, i) for cue in cues):
                yield i


def turns_past(sheet: Sheet, verb: int) -> bool:
    """Whether a verb in the past tense seems joined to one that isn't, and so goes on with the verb before that."""
    joined = sheet.head[verb]
    if sheet.tag[verb] != "VBD" or sheet.dep[verb] != "conj" or sheet.pos[joined] not in {"VERB", "AUX"}:
        return False
    tags = {
        sheet.tag[joined],
        *(sheet.tag[child] for child in sheet.children[joined] if sheet.dep[child].startswith("aux")),
    }
    return not tags.isdisjoint({"MD", "VBP", "VBZ"})


def _asides(sheet: Sheet, start: int, end: int) -> Iterator[int]:
    """Where the outlet explains words in marks to the end of a piece: "“the war on damp,” which came with fines"."""
    for i in range(start + 1, end - 1):
        if sheet.quoted[i] or not any(sheet.marks[j] == AFTER for j in (i - 1, i)):
            continue
        pause = sheet.lower[i] in {",", *_DASHES}
        head = i + pause
        which = sheet.tag[head] in {"WDT", "WP"} and (pause or sheet.lower[i - 2] == ",")
        which = which and sheet.doc[sheet.head[head]].right_edge.i >= end - 2
        noun = pause and sheet.lower[i] in _DASHES and sheet.lower[head] in {"a", "an"}
        if which or noun:
            yield i


def _trimmed(sheet: Sheet, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (sheet.lower[start] in _TRIM or _is_that(sheet, start) or sheet.pos[start] == "SPACE"):
        start += 1
    while start < end and (sheet.lower[end - 1] in {*_TRIM, "."} or sheet.pos[end - 1] == "SPACE"):
        end -= 1
    return (start, end) if start < end else None


def _is_that(sheet: Sheet, token: int) -> bool:
    """Whether a word is the "that" which only opens what is said, and no part of it: "that result"."""
    return sheet.lower[token] == "that" and sheet.tag[token] not in {"DT", "PDT"}
