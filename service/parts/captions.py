"""A photograph's caption, recognised by its credit or its label."""

import re

from service.paragraphs import Paragraph
from service.parts.pagewords import one_of

_LONGEST = 120
"""Words: a longer paragraph is no caption."""
_LONGEST_CREDIT = 8
_TAIL = 240
"""Characters at a caption's end in which its credit is looked for."""

_AGENCY = one_of("agencies")
_PICTURE = one_of("pictures", flags="(?i:")
_NAME = r"[^\W\d_][\w.'’-]{0,40}(?:\s[^\W\d_][\w.'’-]{0,40}){0,4}"
_BREAK = r"(?:^|[.!?…|•·–—)”\"’]\s?|\s[/-]\s)"
"""What stands between a caption and a credit without brackets."""
_IN_BRACKETS = (
    # (Photo by Jane Doe) · [Image: Jane Doe]
    rf"(?i:(?:file|stock|undated)\s)?{_PICTURE}(?:\s?[:/©]|\s(?i:by|credit|courtesy|via|from|provided)\b)[^()\[\]]{{0,90}}",
    # (Jane Doe/AFP) · (AP Photo/Jane Doe, File) · (Jane Doe / The Outlet via Getty Images)
    (
        rf"(?:[^()\[\]]{{0,80}}\b)?{_AGENCY}(?:\s(?:Photo|Images|Pictures|File))?"
        r"(?:\s?/\s?[^()\[\]]{1,60}|,\s[Ff]ile)?(?:\svia\s[^()\[\]]{1,40})?"
    ),
    r"(?i:courtesy|handout)\b[^()\[\]]{0,80}",
)
_BARE = (
    # Photograph: Jane Doe/The Outlet
    rf"{_BREAK}{_PICTURE}(?i:\scredit|\scourtesy|s)?(?:\s?[:/]|\s(?i:by|courtesy(?:\sof)?)(?=\s[^\W\d_a-z]))\s?[^.!?]{{1,90}}",
    r"\bAP\s(?:Photo|Images|Video)(?:/[^.]{1,60})?",
    rf"\b(?:REUTERS|Reuters)/\s?{_NAME}(?:/File(?:\sPhoto)?)?",
    # Jane Doe/Reuters · Jane Doe via Getty Images · Jane Doe for The Outlet via AP
    (
        rf"{_BREAK}{_NAME}(?:,\s{_NAME})?(?:\s?[/|]\s?|,?\svia\s|,\sfor\s)(?:The\s)?{_AGENCY}"
        r"(?:\s?[/|]\s?[\w\s]{1,30})?(?:\svia\s[\w\s]{1,20})?"
    ),
    # The mayor at the bridge. File picture · The winning goal. Northlight Pictures
    rf"{_BREAK}(?:(?i:file|library|stock|archive|handout)\s{_PICTURE}|{_NAME}\s(?:Pictures|Photos|Images|Photography))",
    r"\[/caption\]",
    r"(?:^|[.!?…|]\s)(?i:courtesy)\s(?:of\s|photo\b)[^.]{0,60}",
)
_CREDIT = re.compile(
    rf"(?:[(\[]\s?(?:{'|'.join(_IN_BRACKETS)})[)\]]|{'|'.join(_BARE)})\.?$"
    rf"|(?:[.!?…|]\s|\s[|/•·–—]\s)(?:©\s?)?{_AGENCY}(?:/[\w\s]{{1,40}})?$|©\s?{_NAME}(?:\s?/\s?{_NAME})?$"
)
_CREDIT_ALONE = re.compile(
    rf"(?:©\s?|(?i:credit|image\ssource)[:,]\s)?(?:{_NAME}\s?(?:/|via)\s?)?(?:The\s)?{_AGENCY}(?:\s?/\s?{_NAME})?"
)
_CREDITED = re.compile(
    rf"\b(?:{one_of('agencies').casefold()}|{one_of('pictures')}s?|courtesy|handout)\b|©|\[/caption\]"
)
"""What a credit at a caption's end holds one of, in small letters; few paragraphs do, and it's quickly seen."""
_SIGN_OFF = re.compile(rf"[.!?”\"’]\s?[(\[]{_AGENCY}[)\]]\.?$")
_LABEL = re.compile(
    r"(?i)((image|media|photo|picture|video)\s(caption|source)|caption)[,:]\s\S"
    r"|files?(\s(photo|image|picture|pic|footage))?\s?[-–—:]\s?\S"
    r"|(photo|photograph|picture|pic|image|pictured|illustration)s?(\sby|\scredit|\scourtesy\sof)?:\s"
    r"|photos?\s(by|courtesy\sof)\s(?-i:[^\W\d_a-z])|courtesy\s(photo|of)\b|©\s?(?![\d\s]|copyright)"
)


def is_caption(paragraph: Paragraph) -> bool:
    """Whether it is a photograph's caption or credit."""
    text, tail = paragraph.text, paragraph.text[-_TAIL:]
    if len(paragraph.words) > _LONGEST or (_SIGN_OFF.search(tail) and paragraph.reads_on):
        return False
    if _CREDIT_ALONE.fullmatch(text[:_TAIL]) or _LABEL.match(text):
        return True
    return bool(_CREDITED.search(tail.casefold()) and _CREDIT.search(tail))


def is_credit(paragraph: Paragraph) -> bool:
    """Whether it is a photograph's credit alone."""
    return len(paragraph.words) <= _LONGEST_CREDIT and not paragraph.closes and is_caption(paragraph)
