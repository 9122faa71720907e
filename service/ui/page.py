"""The page: its document, and the files it asks for."""

import json
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from service.chains import CHAINS
from service.findings import Technique, Voice
from service.render.html import SCRIPTS, STYLES, VOICES, joined
from service.render.words import TECHNIQUES
from service.ui.answering import MAX_CHARACTERS, models
from service.ui.exports import EXPORTS

EXAMPLES: Final = {"agency": "An agency’s copy", "local": "A local paper", "tabloid": "A tabloid"}
"""The articles of our own that can be tried, by the name of their file."""

ASSETS: Final = {"page.css": "text/css", "page.js": "text/javascript"}
"""What the document asks for, by its type."""

_STYLES = ("desk.css", "teacher.css")
_SCRIPTS = ("places.js", "desk.js", "reading.js", "shelf.js", "corrections.js", "judging.js", "teacher.js")


def index() -> str:
    """The page's document."""
    voices: dict[Voice, str] = {voice: named.name for voice, named in VOICES.items()}
    techniques: dict[Technique, str] = dict(TECHNIQUES)
    return _template().render(
        models=models(),
        examples=EXAMPLES,
        exports={name: export.name for name, export in EXPORTS.items()},
        chains={chain.name: chain.name.replace("_", " ") for chain in CHAINS},
        most=f"{MAX_CHARACTERS:,}",
        words=json.dumps({"voices": voices, "techniques": techniques}),
    )


@cache
def asset(name: str) -> str:
    """The style sheet or the script of the page: an analysis' own, and what is around it."""
    if name == "page.css":
        return joined(STYLES) + _own(_STYLES)
    return joined(SCRIPTS) + _own(_SCRIPTS)


def example(name: str) -> str:
    """The text of one of `EXAMPLES`."""
    return (files("service.ui") / "examples" / f"{name}.txt").read_text(encoding="utf-8")


def _own(names: tuple[str, ...]) -> str:
    return "".join((files("service.ui") / "static" / name).read_text(encoding="utf-8") + "\n" for name in names)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("service.ui", "static"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("index.jinja")
