"""What the fitted parts look at: features of a word that may be a cue, and of the words around a cue.

Both speak of classes, dependencies, marks and a closed list of words (see `Sheet`), never of names or subjects. A
change here asks for a new fit: ``python -m evals fit``.
"""

from collections.abc import Iterator, Sequence

from service.builtin.quotations.sheet import Sheet

NOWHERE = "#"
"""The value of a word before the first and after the last."""

_FRAME = {
    "nsubj": "s",
    "nsubjpass": "S",
    "csubj": "k",
    "ccomp": "c",
    "xcomp": "x",
    "dobj": "o",
    "agent": "g",
    "attr": "a",
    "oprd": "r",
    "advcl": "v",
    "dative": "d",
    "prt": "t",
    "acomp": "m",
    "conj": "j",
    "parataxis": "p",
}
_CLAUSAL = {"ccomp", "xcomp", "advcl", "parataxis", "relcl", "conj"}
_BREAKS = {",": ",", ";": ";", ":": ":", "—": "-", "–": "-", "--": "-"}
_STEPS = 12

OFFSETS: dict[str, tuple[int, ...]] = {
    "word": (-2, -1, 0, 1, 2),
    "class": (-2, -1, 0, 1, 2),
    "tag": (-1, 0, 1),
    "arc": (-1, 0, 1),
    "marks": (-1, 0, 1),
    "branch": (-1, 0, 1),
    "word branch": (-1, 0, 1),
    "class branch": (-1, 0, 1),
    "marks branch": (-1, 0, 1),
    "word side kind": (-1, 0, 1),
}
"""At which distances the columns of `role_columns` are looked at; others at the word itself alone."""


class Features:
    """The features of the words of a paragraph."""

    def __init__(self, sheet: Sheet, kind_of: dict[str, str], cue_words: frozenset[str]) -> None:
        """``kind_of`` are `kinds`; ``cue_words`` the words, other than verbs, that may be cues."""
        self.sheet = sheet
        self._cue_words = cue_words
        self.kind = [
            "according" if lower == "according" else kind_of.get(lemma, pos)
            for lower, lemma, pos in zip(sheet.lower, sheet.lemma, sheet.pos, strict=True)
        ]

    def candidates(self) -> Iterator[int]:
        """The words that may be cues."""
        sheet = self.sheet
        for token in range(sheet.length):
            if not sheet.quoted[token] and (sheet.pos[token] == "VERB" or sheet.word[token] in self._cue_words):
                yield token

    def of_cue(self, token: int) -> list[str]:
        """The features of a word that may be a cue."""
        sheet = self.sheet
        word, tag, arc, kind = sheet.word[token], sheet.tag[token], sheet.dep[token], self.kind[token]
        head = sheet.head[token]
        found = [
            f"word={word}",
            f"tag={tag}",
            f"word tag={word} {tag}",
            f"arc={arc}",
            f"word arc={word} {arc}",
            f"kind={kind}",
            f"kind tag={kind} {tag}",
            f"kind arc={kind} {arc}",
            f"head={sheet.word[head]} {arc}",
            f"head kind={self.kind[head]} {arc}",
            f"marks={sheet.marks[token]} {kind}",
        ]
        found += self._of_children(token, word, kind)
        for step in (-2, -1, 1, 2, 3):
            near = self._at(sheet.word, token + step)
            found.append(f"{step:+}={near}")
            if abs(step) == 1:
                found += (f"word{step:+}={word} {near}", f"marks{step:+}={self._at(sheet.marks, token + step)}")
        above = self._above(token)
        start, end = sheet.stretch(token)
        quoted = sum(sheet.quoted[start:end])
        length = "none" if not quoted else "short" if quoted < 5 else "long"  # noqa: PLR2004 -- as scare quotes are
        found += (
            f"above={above}",
            f"above kind={above} {kind}",
            f"from start={min(token - start, 4)}",
            f"to end={min(end - token, 4)}",
            f"according={'according' in sheet.lower[start:end]}",
            f"quoted={length} {kind}",
        )
        return found

    def _of_children(self, token: int, word: str, kind: str) -> Iterator[str]:
        sheet = self.sheet
        frame: set[str] = set()
        subject: int | None = None
        for child in sheet.children[token]:
            arc = sheet.dep[child]
            side = "<" if child < token else ">"
            if arc in _FRAME:
                frame.add(_FRAME[arc])
                yield f"child={arc}{side}"
                yield f"word child={word} {arc}{side}"
                yield f"kind child={kind} {arc}{side}"
                yield f"child quoted={arc} {sheet.quoted[child]} {kind}"
                if arc in {"ccomp", "xcomp", "advcl"}:
                    yield f"clause tag={kind} {arc} {sheet.tag[child]}"
                    yield f"clause word={sheet.word[child]}"
                elif arc == "dobj":
                    yield f"object={sheet.word[child]}"
                    yield f"word object={word} {sheet.word[child]}"
                elif arc in {"nsubj", "nsubjpass"}:
                    subject = child
            elif arc in {"prep", "mark"}:
                small = sheet.word[child]
                yield f"small={small}{side}"
                yield f"word small={word} {small}{side}"
            elif arc in {"aux", "neg", "auxpass"}:
                yield f"aux={sheet.word[child]}"
                yield f"kind aux={kind} {sheet.word[child]}"
        code = "".join(sorted(frame))
        yield f"frame={code}"
        yield f"kind frame={kind} {code}"
        yield f"word frame={word} {code}"
        yield from self._of_subject(token, subject, kind)

    def _of_subject(self, token: int, subject: int | None, kind: str) -> Iterator[str]:
        sheet = self.sheet
        arc, head = sheet.dep[token], sheet.head[token]
        if subject is not None:
            yield f"subject={sheet.word[subject]}"
            yield f"subject kind={sheet.word[subject]} {kind}"
            yield f"subject quoted={sheet.quoted[subject]}"
            yield f"subject distance={min(5, abs(subject - token))}"
        elif arc in {"relcl", "acl"}:
            yield f"borrowed subject={sheet.word[head]}"
        elif arc in _CLAUSAL - {"parataxis"}:
            shared = next((child for child in sheet.children[head] if sheet.dep[child] == "nsubj"), None)
            if shared is not None:
                yield f"borrowed subject={sheet.word[shared]}"

    def _above(self, token: int) -> str:
        """The verb of speech or thought in whose clause a word stands, how, and on which side."""
        sheet = self.sheet
        here = token
        for _ in range(_STEPS):
            arc, above = sheet.dep[here], sheet.head[here]
            if above == here:
                break
            here = above
            if arc in _CLAUSAL and self.kind[here].startswith(("say", "think", "according")):
                return f"{self.kind[here]} {arc} {'L' if here < token else 'R'}"
        return ""

    @staticmethod
    def _at(values: Sequence[str], place: int) -> str:
        return values[place] if 0 <= place < len(values) else NOWHERE

    def of_roles(self, cue: int, start: int, end: int, others: frozenset[int]) -> dict[str, list[str]]:
        """The columns of features of the words ``[start, end)`` around a ``cue``; ``others`` are other likely cues."""
        sheet = self.sheet
        word, kind, arc, tag = sheet.word[cue], self.kind[cue], sheet.dep[cue], sheet.tag[cue]
        frame = "".join(
            sorted(
                _FRAME[sheet.dep[child]] + ("<" if child < cue else ">")
                for child in sheet.children[cue]
                if sheet.dep[child] in _FRAME
            )
        )
        words, classes, tags = sheet.word[start:end], sheet.pos[start:end], sheet.tag[start:end]
        arcs, marks = sheet.dep[start:end], sheet.marks[start:end]
        branches, depths = self._branches(cue, start, end)
        edges = _edges(branches)
        away = [_distance(token - cue) for token in range(start, end)]
        side = ["-" if token < cue else "+" if token > cue else "=" for token in range(start, end)]
        between = self._between(cue, start, end)
        other = self._others(cue, start, end, others)
        where = "first" if cue - start < 4 else "last" if end - cue < 5 else "mid"  # noqa: PLR2004 -- a source and a cue
        return {
            "word": words,
            "class": classes,
            "tag": tags,
            "arc": arcs,
            "marks": marks,
            "branch": branches,
            "branch depth": _pairs(branches, depths),
            "edge": _pairs(branches, edges),
            "away": away,
            "branch away": _pairs(branches, away),
            "branch cue": [f"{branch} {word}" for branch in branches],
            "branch kind": [f"{branch} {kind} {frame}" for branch in branches],
            "branch cue arc": [f"{branch} {arc} {tag}" for branch in branches],
            "edge kind": [f"{branch} {edge} {kind}" for branch, edge in zip(branches, edges, strict=True)],
            "word branch": _pairs(words, branches),
            "class branch": _pairs(classes, branches),
            "arc branch": _pairs(arcs, branches),
            "marks branch": _pairs(marks, branches),
            "marks kind": [f"{mark} {which} {kind}" for mark, which in zip(marks, side, strict=True)],
            "between": _pairs(side, between),
            "between branch": _pairs(_pairs(side, between), branches),
            "between kind": [f"{which} {what} {kind} {where}" for which, what in zip(side, between, strict=True)],
            "side kind": [f"{which} {kind} {frame}" for which in side],
            "side cue": [f"{which} {word}" for which in side],
            "side cue arc": [f"{which} {arc} {tag} {where}" for which in side],
            "away cue": [f"{distance} {word}" for distance in away],
            "word side kind": [f"{here} {which} {kind}" for here, which in zip(words, side, strict=True)],
            "word away": _pairs(words, away),
            "branch before": _pairs([NOWHERE, *branches[:-1]], branches),
            "branch after": _pairs(branches, [*branches[1:], NOWHERE]),
            "other": _pairs(other, side),
            "other branch": _pairs(other, branches),
            "end": ["first" if token == start else "last" if token == end - 1 else "" for token in range(start, end)],
        }

    def _branches(self, cue: int, start: int, end: int) -> tuple[list[str], list[str]]:
        """For each word the arc by which it hangs on the cue, or on what the cue hangs on, and how deep."""
        sheet = self.sheet
        found: dict[int, tuple[str, int]] = {cue: ("=", 0)}
        here = cue
        while sheet.head[here] != here:
            arc = sheet.dep[here]
            first = here == cue
            here = sheet.head[here]
            found[here] = (f"^{arc}" if first else f"^^{arc}", 0)
        above = set(found)
        for token in range(start, end):
            chain: list[int] = []
            here = token
            while here not in found and sheet.head[here] != here:
                chain.append(here)
                here = sheet.head[here]
            if here not in found:
                found[here] = "apart", 0
            for below in reversed(chain):
                branch, depth = found[here]
                if here in above:
                    arc = f"{sheet.dep[below]}{'<' if below < cue else '>'}"
                    branch = arc if here == cue else f"{branch}/{arc}"
                found[below] = branch, depth + 1
                here = below
        return [found[i][0] for i in range(start, end)], [str(min(found[i][1], 4)) for i in range(start, end)]

    def _between(self, cue: int, start: int, end: int) -> list[str]:
        """For each word which breaks and small words stand between it and the cue."""
        lower = self.sheet.lower
        found = [""] * (end - start)
        after, before = range(cue + 1, end), range(cue - 1, start - 1, -1)
        for tokens, small in ((after, {"that"}), (before, {"that", "who", "and", "but"})):
            seen = ""
            for token in tokens:
                found[token - start] = seen
                if lower[token] in _BREAKS:
                    seen = (seen + _BREAKS[lower[token]])[:2]
                elif lower[token] in small and lower[token][0] not in seen:
                    seen += lower[token][0]
        return found

    @staticmethod
    def _others(cue: int, start: int, end: int, others: frozenset[int]) -> list[str]:
        """For each word whether it is another likely cue, or one stands between it and this one."""
        found = [""] * (end - start)
        for tokens in (range(cue + 1, end), range(cue - 1, start - 1, -1)):
            beyond = ""
            for token in tokens:
                if token in others:
                    found[token - start], beyond = f"{beyond}cue", "beyond"
                else:
                    found[token - start] = beyond
        return found


def _edges(branches: Sequence[str]) -> list[str]:
    before, after = [NOWHERE, *branches[:-1]], [*branches[1:], NOWHERE]
    return [
        ("L" if left != here else "") + ("R" if right != here else "")
        for left, here, right in zip(before, branches, after, strict=True)
    ]


def _distance(steps: int) -> str:
    size = abs(steps)
    return f"{'-' if steps < 0 else '+'}{next((least for least in (25, 13, 8, 5) if size >= least), size)}"


def _pairs(one: Sequence[str], other: Sequence[str]) -> list[str]:
    return [f"{first} {second}" for first, second in zip(one, other, strict=True)]
