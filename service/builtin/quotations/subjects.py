"""Whose a cue is where the nearest noun isn't: participles after a comma, and documents that their issuers put out."""

from dataclasses import replace
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import Cue, Range, cue_words, noun_phrase, source_of
from service.builtin.quotations.speakers.callings import is_calling, is_person_noun
from service.builtin.quotations.speakers.capitals import HYPHENS
from service.builtin.quotations.tables import any_of, people

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from service.builtin.quotations.sheet import Sheet

_FINITE = {"VBD", "VBZ", "VBP", "VBN"}
_INVERTED = 10
"""Words of who says something after their verb."""
_WITHIN = {"relcl", "acl", "ccomp", "xcomp", "pcomp"}
"""How a verb hangs on what the verb of the clause around it governs."""


def by_subject(cue: Cue) -> Cue:
    """The cue with the subject of the clause it belongs to as its source, where a participle has none of its own."""
    source = cue.source_head
    if source is not None and (told := _told_by_relative(cue.verb, source)) is not None:
        before = cue.verb.nbor(-1)
        return replace(cue, source=(told.left_edge.idx, before.idx + len(before)), source_head=told)
    if source is not None and (main := _main_subject(cue.verb, source)) is not None:
        return replace(cue, source=noun_phrase(main), source_head=main)
    if source is not None and cue.verb.is_punct and source.dep_ == "advcl" and source.text.endswith("ing"):
        writer = source_of(source.head)  # "he apologised, writing: “…”"
        place = None if writer is None else noun_phrase(writer)
        return replace(cue, words=(source.idx, source.idx + len(source)), source=place, source_head=writer)
    if cue.verb.tag_ != "VBG" or source is None:
        return cue
    issuer = _issuer(source) or _subject_before_comma(cue.verb, source)
    return cue if issuer is None else replace(cue, source=noun_phrase(issuer), source_head=issuer)


def _told_by_relative(verb: "Token", source: "Token") -> "Token | None":
    """Whoever says something between commas and is told by what they did: "The claims, one who read the file said, …".

    The parse takes the last thing read for what says it.
    """
    doc, at = verb.doc, verb.i - 1
    if verb.i + 1 == len(doc) or doc[verb.i + 1].text != "," or verb.tag_ not in _FINITE:
        return None
    while at > verb.sent.start and doc[at].lower_ != "who" and (not doc[at].is_punct or doc[at].text in HYPHENS):
        at -= 1
    told = doc[at - 1] if at > verb.sent.start and doc[at].lower_ == "who" else None
    if told is None or source.i <= at or not any(word.tag_ in _FINITE for word in doc[at + 1 : verb.i]):
        return None
    first = told.left_edge.i
    return told if first == verb.sent.start or doc[first - 1].text == "," else None


def issued(sentence: "Span") -> Cue | None:
    """Who puts out what the next paragraph gives, where a sentence ends in a colon: "A spokesman sent us a note:"."""
    verb = sentence.root
    subject = source_of(verb)
    written = any(child.dep_ == "dobj" and is_document(child) for child in verb.rights)
    if not written or subject is None or sentence[-1].text != ":":
        return None
    return Cue(cue_words(verb), noun_phrase(subject), subject, (), verb)


def inverted_source(sheet: "Sheet", verb: int, end: int) -> tuple[int, int] | None:
    """Who says something at a sentence's ``end``, after a comma and the verb: "It will rise, say people close to it".

    Not what is in marks, nor where anything else is told there.
    """
    doc = sheet.doc
    while end > verb and (sheet.pos[end - 1] in {"PUNCT", "SPACE"}):
        end -= 1
    rest = range(verb + 1, end)
    plain = 0 < len(rest) <= _INVERTED and verb > 1 and sheet.lower[verb - 1] == "," and not sheet.quoted[verb - 2]
    if not plain or sheet.lemma[verb] not in {"add", "say"} or any(sheet.pos[i] in {"VERB", "AUX"} for i in rest):
        return None
    told = any(sheet.tag[i] in _FINITE for i in range(doc[verb].sent.start, verb))
    noun = next((i for i in rest if sheet.pos[i] in {"NOUN", "PUNCT"}), end)
    named = all(sheet.tag[i] == "NNP" for i in range(rest.start, noun)) and sheet.lower[noun - (noun == end)] != "."
    people = noun < end and sheet.pos[verb + 1] in {"DET", "ADJ", "NUM", "NOUN"} and is_person_noun(doc[noun])
    return (rest.start, rest.stop) if told and (people or (named and noun > rest.start + 1)) else None


def _main_subject(verb: "Token", source: "Token") -> "Token | None":
    """The main clause's subject, for a verb of its own that seems to go on from a passive in a relative clause.

    "He showed a rifle whose number had been filed off and said": what is done something to says nothing.
    """
    relative = source.head
    joined = verb.i > relative.i and verb.nbor(-1).lower_ in {"and", "but"} if verb.i else False
    if source.dep_ != "nsubjpass" or relative.dep_ != "relcl" or not joined or verb.tag_ not in {"VBD", "VBZ"}:
        return None
    main = next((word for word in relative.ancestors if word.pos_ == "VERB" and word.dep_ != "relcl"), None)
    return None if main is None else next((word for word in main.lefts if word.dep_ == "nsubj"), None)


def _issuer(document: "Token") -> "Token | None":
    """Whoever issues a document that says something: "the party put out a statement saying that"."""
    if document.dep_ != "dobj" or not is_document(document):
        return None
    return next((child for child in document.head.children if child.dep_ == "nsubj"), None)


def is_document(noun: "Token") -> bool:
    """Whether a noun is something written or shown that speaks."""
    return noun.lemma_.lower() in people("documents")


def _subject_before_comma(verb: "Token", source: "Token") -> "Token | None":
    """The subject of the verb that a comma and a participle follow: "The court struck down the rule, saying that".

    What that verb governs is no such subject, however near it stands.
    """
    doc, at = verb.doc, verb.i - 1
    while at > verb.sent.start and doc[at].pos_ == "ADV":
        at -= 1
    mute = source.dep_ == "dobj" and source.i == verb.i - 1 and not may_speak(source)
    if not mute and (doc[at].text != "," or source.i > at or not _is_governed(source)):
        return None
    here = source.head
    while here.head != here and (here.pos_ not in {"VERB", "AUX"} or here.dep_ in _WITHIN):
        here = here.head
    subject = source_of(here) if here.i < source.i else None
    return subject if subject is not None and subject.i < here.i else None


def may_speak(noun: "Token") -> bool:
    """Whether a noun is of people, a body or something written, or a name, and so may say something."""
    named = noun.pos_ in {"PROPN", "PRON"} or noun.tag_ == "NNS"
    return (
        named
        or is_calling(noun)
        or noun.lemma_.lower() in any_of("bodies", "companies", "documents", "speaking", "many")
    )


def _is_governed(noun: "Token") -> bool:
    """Whether a noun is an object, or the subject of a bare infinitive ("let us go") or a relative clause."""
    if noun.dep_ == "nsubj" and noun.head.dep_ == "relcl":
        return True  # "the plan the mayor made"
    if noun.dep_ == "nsubj":
        return noun.head.tag_ == "VB" and not any(child.dep_ == "aux" for child in noun.head.children)
    return noun.dep_ in {"dobj", "pobj", "appos"}


def source_words(cue: Cue) -> Range:
    """A cue's source as the text has it, with the "who" that stands for it: "Pia Holm, who said"."""
    start, end = cue.source or cue.words
    verb = cue.verb
    who = next((child for child in verb.lefts if child.tag_ == "WP" and child.dep_ == "nsubj"), None)
    if who is None or verb.dep_ != "relcl" or cue.source_head != verb.head or who.idx < end:
        return start, end
    return start, who.idx + len(who)
