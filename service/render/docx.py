"""An analysis as a Word document: the article, with comments at loaded phrases and at unsupported sentences."""

import io
from typing import TYPE_CHECKING, Any

from service.errors import InputError
from service.findings import Analysis, LoadedPhrase
from service.render.markdown import title_of
from service.render.sheet import Paragraph, Sheet
from service.render.visible import plain
from service.render.words import TECHNIQUES, facts, whose

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR = "Whosewords"


def document(analysis: Analysis) -> bytes:
    """The document's bytes; InputError when python-docx isn't installed."""
    try:
        import docx
    except ImportError:
        raise InputError("A Word document needs the package python-docx; run `pip install python-docx`.") from None
    sheet = Sheet.of(analysis)
    word = docx.Document()
    word.core_properties.author = AUTHOR
    word.core_properties.title = plain(title_of(analysis))[:250]
    for block in sheet.blocks:
        if block.role != "furniture":
            for number, paragraph in enumerate(block.paragraphs):
                style = "Title" if block.role == "title" and number == 0 else None
                _write(word, sheet, paragraph, "Caption" if block.role == "caption" else style)
    word.add_heading("What it says", 1)
    for sentence in analysis.summary:
        run = word.add_paragraph(style="List Bullet").add_run(plain(sentence.text))
        if sentence.verdict == "unsupported":
            run.font.strike = True
            _comment(word, [run], "Not supported by the article: " + "; ".join(sentence.problems))
    word.add_heading("Who says it", 1)
    for speaker in sheet.speakers:
        name = word.add_paragraph().add_run(plain(speaker.name or "Speaker not named"))
        name.bold = True
        for said in speaker.quotations.values():
            words = " … ".join(span.text for span in said.content)
            word.add_paragraph(plain(f"{words} ({said.directness})"), style="List Bullet")
    word.add_paragraph(plain(facts(analysis.run)))
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _write(word: "Document", sheet: Sheet, paragraph: Paragraph, style: str | None) -> None:
    """One paragraph, a run for each segment; a phrase's comment spans its runs."""
    written = word.add_paragraph(style=style)
    runs: dict[str, list[Any]] = {}
    for segment in paragraph.segments:
        run = written.add_run(plain(segment.text))
        for key in segment.keys:
            if key in sheet.phrases:
                runs.setdefault(key, []).append(run)
                run.underline = True
    for key, theirs in runs.items():
        _comment(word, [theirs[0], theirs[-1]], _told(sheet.phrases[key]))


def _told(phrase: LoadedPhrase) -> str:
    neutral = f"Neutrally: {phrase.neutral}." if phrase.neutral else "Best left out."
    strength = f"strength {phrase.strength:.1f} of 1"
    return f"{phrase.reason} {neutral} ({whose(phrase)}; {TECHNIQUES[phrase.technique]}; {strength})"


def _comment(word: "Document", runs: list[Any], text: str) -> None:
    word.add_comment(runs, text=plain(text), author=AUTHOR, initials="WW")
