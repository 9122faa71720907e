"""Text made safe to show: escaped, and with the characters that hide or reorder words made visible."""

import re
import unicodedata

from markupsafe import Markup, escape

_ODD = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, which HTML forbids or drops
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, and the order of writing
    "\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef"  # annotations and noncharacters
    "\ud800-\udfff"  # halves of surrogate pairs, which a model's JSON may hold
    "\U000e0000-\U000e007f"  # tags: text that nobody sees
    "]"
)


def visible(text: str) -> Markup:
    """``text`` as HTML: markup stays text, and an invisible or reordering character is shown as its number."""
    pieces: list[Markup] = []
    last = 0
    for odd in _ODD.finditer(text):
        pieces += [escape(text[last : odd.start()]), _named(odd[0])]
        last = odd.end()
    return Markup("").join([*pieces, escape(text[last:])])


def _named(character: str) -> Markup:
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "unprintable character").lower()
    return Markup('<span class="ww-odd" title="{}">{}</span>').format(name, number)


def plain(text: str) -> str:
    """``text`` for an attribute, where no element can stand: its odd characters as their numbers in brackets."""
    return _ODD.sub(lambda odd: f"[U+{ord(odd[0]):04X}]", text)
