"""Every regular expression of the project, on 100 kB of what is worst for it: time grows with the text, no faster."""

import ast
import importlib
import inspect
import pkgutil
import re
import string
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nlargest
from itertools import permutations
from types import ModuleType
from typing import Any, NamedTuple, cast

import pytest
import regex

import evals
import prompts
import service
from tests.linear import is_linear, seconds

LONG = 100_000
START = 500
HARDEST = 12
QUICK = 0.04
"""Seconds of the processor in which no pattern that isn't linear is done with `LONG` characters."""

FUNCTIONS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split", "splititer"}
ANCHORED = {"match", "fullmatch"}
KILLER = '\x00"”\x00'
"""What stops a pattern that has gone through all before it."""
CLASSES = (
    "a",
    "A",
    "z",
    "0",
    " ",
    "\n",
    "\u00a0",
    ".",
    "-",
    "'",
    "’",
    "“",
    '"',
    "[",
    "(",
    "…",
    ",",
    "e\u0301",
    "\u200b",
    "é",
    "—",
)
"""A character of each kind that patterns here ask for."""
PROSE = (
    "“We aren’t permitted,” Mayor Ana O’Brien-Hale said on 3 March 2026, 10:30 a.m. [...] It rose 2.5% to €1,400 — to "
    "www.example.com/x, by Tom Hale for the U.S. Post … 'so-called' (A. B.) 😀 e\u0301 12–14 −5\n\nRelated: more"
)


class Used(NamedTuple):
    """A pattern, where it stands and how it is asked."""

    where: str
    pattern: Any
    anchored: bool


def _modules() -> list[ModuleType]:
    return [
        importlib.import_module(found.name)
        for package in (service, prompts, evals)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not found.name.endswith("__main__")
    ]


def _patterns_in(value: object, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, (re.Pattern, regex.Pattern)):
        yield value
    elif depth > 3:
        return
    elif isinstance(value, Mapping):
        for item in cast("Mapping[object, object]", value).items():
            yield from _patterns_in(item, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in cast("Sequence[object]", value):
            yield from _patterns_in(item, depth + 1)
    elif inspect.isclass(value) and value.__module__.split(".")[0] in {"service", "prompts", "evals"}:
        yield from _patterns_in(dict(vars(value)), depth + 1)


@cache
def _asked() -> dict[str, set[str]]:
    """The methods called on each name, anywhere in the project."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for module in _modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                asked[name].add(node.attr)
    return asked


def _inline(module: ModuleType) -> Iterator[tuple[ast.Call, str]]:
    """The calls of re and regex inside a module's functions, and the function called."""
    tree = ast.parse(inspect.getsource(module))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"re", "regex"}
        for alias in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Attribute(value=ast.Name(id="re" | "regex"), attr=name) if name in FUNCTIONS:
                yield node, name
            case ast.Name(id=name) if name in imported & FUNCTIONS:
                yield node, name
            case _:
                pass


def collected() -> list[Used]:
    """Every pattern: what modules hold, also in tables read from data files, and what functions write inline."""
    found: dict[tuple[str, bool], Used] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                methods = _asked()[name] & FUNCTIONS
                anchored = bool(methods) and methods <= ANCHORED
                found.setdefault((pattern.pattern, anchored), Used(f"{module.__name__}.{name}", pattern, anchored))
        held = {pattern for pattern, _ in found}
        for call, name in _inline(module):
            where = f"{module.__name__}:{call.lineno}"
            written = _evaluated(call.args[0], module, where)
            if written is not None and written not in held:
                library = regex if "regex" in ast.unparse(call.func) else re
                used = Used(where, library.compile(written), name in ANCHORED)
                found.setdefault((written, used.anchored), used)
    return list(found.values())


def _evaluated(node: ast.expr, module: ModuleType, where: str) -> str | None:
    """The pattern an expression makes; None for escaped words, which are looked for as they are."""
    try:
        found: object = eval(compile(ast.Expression(node), where, "eval"), dict(vars(module)))  # noqa: S307 -- our own code
    except NameError:
        if "re.escape" not in ast.unparse(node):
            pytest.fail(f"{where}: a pattern of local variables can't be tried; make it a module's constant")
        return None
    return found if isinstance(found, str) else cast("Any", found).pattern


def worst_inputs(pattern: str, search: Callable[[str], Any]) -> Iterator[str]:
    """Stretches that, repeated, are hard for a pattern: its own letters and words, near misses, runs of each class."""
    plain = re.sub(r"\\[pPNuUx]\{?\w*\}?|\\.|\(\?[<!=:P#a-z]*", " ", pattern)
    signs = [sign for sign in dict.fromkeys(plain) if sign not in string.ascii_letters + string.digits][:16]
    letters = [letter for letter in dict.fromkeys(plain) if letter.isalnum()][:6]
    words = sorted(set(re.findall(r"[A-Za-z' ]{3,}", plain)), key=len)[-8:]
    alphabet = list(dict.fromkeys((*CLASSES, *signs, *letters)))
    yield from alphabet
    yield from (
        one + other for one, other in permutations(dict.fromkeys((*signs[:6], "a", "A", "0", " ", ".", "\n")), 2)
    )
    for word in words:
        yield from (word, word[:-1], f"{word} ", f"{word}.", f" {word[:-1]}")
    yield from (PROSE, "Ana Ruiz ", "a.b.", "A. B. ", "1,400 ", "x@y.", "‘a’ ", "(a [b] ", "and by ", "a\u0301", "\r\n")
    for found in filter(None, (search(PROSE), search(PROSE.lower()), search(PROSE.title()))):
        if found[0]:
            yield from (found[0], found[0][:-1] or found[0], f"{found[0]}{KILLER}")


def _text(stretch: str, size: int) -> str:
    return (stretch * (size // len(stretch) + 1))[:size] + KILLER


def _is_linear(ask: Callable[[str], object], stretch: str) -> bool:
    """Whether a stretch takes time in proportion to how much of it there is, at the most that is done in a moment."""
    size = START
    while (took := seconds(ask, _text(stretch, size))) < QUICK and size < LONG:
        size = min(size * 8, LONG)
    if took < QUICK:
        return True
    return is_linear(lambda count: ask(_text(stretch, count)), size)


def _hardest(ask: Callable[[str], object], stretches: Iterator[str]) -> list[str]:
    """The stretches that take longest, of a few thousand characters each."""
    return nlargest(HARDEST, dict.fromkeys(stretches), lambda stretch: seconds(ask, _text(stretch, START)))


PATTERNS = collected()


def test_the_patterns_are_found() -> None:
    places = {used.where for used in PATTERNS}
    assert "service.grounding.changes._WORD" in places
    assert "service.parts.pagewords._BUTTON" in places, "those of a data file"
    assert any(":" in place for place in places), "those written inline"


@pytest.mark.parametrize("used", PATTERNS, ids=lambda used: used.where)
def test_time_grows_with_the_text(used: Used) -> None:
    def ask(text: str) -> None:
        if used.anchored:
            used.pattern.match(text)
            used.pattern.fullmatch(text)
        else:
            deque(used.pattern.finditer(text), maxlen=0)

    hardest = _hardest(ask, worst_inputs(used.pattern.pattern, used.pattern.search))
    slow = [ascii(stretch) for stretch in hardest if not _is_linear(ask, stretch)]
    assert not slow, f"{used.pattern.pattern} on repeated {', '.join(slow)}"


def test_a_slow_pattern_would_be_found() -> None:
    slow = re.compile(r"\s+$")
    assert not _is_linear(slow.search, " ")
