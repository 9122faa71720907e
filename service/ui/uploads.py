"""Files as articles: plain text, Markdown, a web page, a Word document or a PDF."""

import io
import itertools
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from service.errors import InputError
from service.files import decode
from service.ui.answering import MAX_CHARACTERS

MAX_UNPACKED = 50_000_000
"""Bytes a Word document may unpack to: it is a zip file, and a small one may hold a flood."""
MAX_PAGES = 300
"""Pages of a PDF that are read; an article has fewer."""


def text_of_file(name: str, data: bytes) -> str:
    """The text of a file by its name's ending; InputError says why it can't be had. ``name`` is never opened."""
    ending = PurePath(name).suffix.lower()
    if not data:
        raise InputError("The file is empty; choose another.")
    if ending in _READERS:
        return _READERS[ending](data)
    if ending not in {".txt", ".md", ".html", ".htm", ""}:
        raise InputError("A file of this kind can't be read; give .txt, .md, .html, .docx or .pdf.")
    return decode(data, "file")


def _word(data: bytes) -> str:
    try:
        import docx
    except ImportError:
        raise _missing("A Word document", "python-docx") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
        document = docx.Document(io.BytesIO(data)) if unpacked <= MAX_UNPACKED else None
    except Exception:  # noqa: BLE001 -- a broken document raises whatever its parser meets
        raise _broken("Word document", ".docx") from None
    if document is None:
        raise InputError(f"The Word document unpacks to more than {MAX_UNPACKED // 10**6} MB; paste its text.")
    paragraphs = [paragraph.text.strip() for paragraph in document.paragraphs]
    return _text("\n\n".join(words for words in paragraphs if words), "Word document")


def _pdf(data: bytes) -> str:
    try:
        import pypdf
    except ImportError:
        raise _missing("A PDF", "pypdf") from None
    pages: list[str] = []
    try:
        for page in itertools.islice(pypdf.PdfReader(io.BytesIO(data)).pages, MAX_PAGES):
            pages.append(page.extract_text().strip())
            if sum(map(len, pages)) > MAX_CHARACTERS:
                break
    except Exception:  # noqa: BLE001 -- the same
        raise _broken("PDF", ".pdf") from None
    return _text("\n\n".join(words for words in pages if words), "PDF")


def _broken(what: str, ending: str) -> InputError:
    return InputError(f"The file is no {what} that can be read; save it as {ending} again, or paste its text.")


def _text(text: str, what: str) -> str:
    if not text:
        raise InputError(f"The {what} holds no text, perhaps only pictures of it; paste the article's text.")
    return text.encode(errors="replace").decode()


def _missing(what: str, package: str) -> InputError:
    return InputError(f"{what} needs the package {package}; run `pip install {package}`, or paste the article's text.")


_READERS: Final[dict[str, Callable[[bytes], str]]] = {".docx": _word, ".pdf": _pdf}
