"""An analysis as HTML: the article with its marks, and beside it what was found, each finding one click from its words.

`fragment` is what the web page shows; `page` is a document of its own, which needs no server and no network.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service.findings import Analysis, Voice
from service.render.sheet import Sheet
from service.render.visible import plain, visible
from service.render.words import TECHNIQUES, counted, facts, unstopped, whose


class Named(NamedTuple):
    """What a voice is called on the page: by a letter, and in words."""

    letter: str
    name: str


VOICES: Final[dict[Voice, Named]] = {
    "outlet": Named("O", "the outlet’s own words"),
    "paraphrased": Named("P", "the outlet’s wording of what a speaker said"),
    "headline": Named("H", "the headline’s words"),
    "scare_quote": Named("S", "in quotation marks that nobody speaks"),
    "quoted": Named("Q", "a source’s own words, quoted"),
}
"""Each voice, those of the outlet first."""

STYLES: Final[tuple[str, ...]] = ("room.css", "article.css", "marks.css", "findings.css", "print.css")
SCRIPTS: Final[tuple[str, ...]] = ("passages.js", "cards.js", "filters.js", "copying.js", "switches.js")
"""The files that style a fragment, and those that move it; it reads without the latter."""


def fragment(analysis: Analysis, waiting: frozenset[str] = frozenset()) -> str:
    """The analysis as one section of HTML, every text in it escaped; styled by `STYLES`, moved by `SCRIPTS`.

    The chains that it still waits for are said to be read.
    """
    return _environment().get_template("fragment.jinja").render(sheet=Sheet.of(analysis, waiting))


def page(analysis: Analysis) -> str:
    """The analysis as a document of its own: no request leaves it, and its policy allows none."""
    title = next((part for part in analysis.article.parts if part.role == "title"), None)
    words = analysis.article.text[title.start : title.end].strip().partition("\n")[0] if title else "An article"
    return standalone("page.jinja", STYLES, SCRIPTS, sheet=Sheet.of(analysis), title=words)


def standalone(template: str, styles: tuple[str, ...], scripts: tuple[str, ...], **facts: object) -> str:
    """A document with its styles and scripts inside, and a policy that lets nothing else in."""
    look, act = joined(styles), joined(scripts)
    policy = (
        "default-src 'none'",
        f"style-src {_source(look)}",
        f"script-src {_source(act)}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(look),  # noqa: S704 - our own files
            script=Markup(act),  # noqa: S704 - our own files
            policy="; ".join(policy),
            **facts,
        )
    )


@cache
def joined(names: tuple[str, ...]) -> str:
    """The files of these names, one after the other."""
    return "\n".join((files("service.render") / "page" / name).read_text(encoding="utf-8") for name in names)


def _source(text: str) -> str:
    """``text`` as a Content-Security-Policy source: its digest."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    """Templates in which every text is escaped and made visible; `plain` is for attributes."""
    environment = Environment(
        loader=PackageLoader("service.render", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    filters: dict[str, Any] = {
        "plain": plain,
        "whose": whose,
        "facts": facts,
        "counted": counted,
        "unstopped": unstopped,
    }
    environment.filters.update(filters)
    environment.globals.update(voices=VOICES, techniques=TECHNIQUES)  # pyright: ignore[reportArgumentType] - typed for Jinja's own globals
    return environment


def _finalize(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
