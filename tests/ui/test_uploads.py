"""Files given to the page: each kind gives its text, or a sentence that says why not."""

import io

import docx
import pytest

from service.errors import InputError
from service.ui.uploads import text_of_file


def word(*paragraphs: str) -> bytes:
    """A Word document."""
    document, written = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(written)
    return written.getvalue()


def pdf(words: str) -> bytes:
    """A PDF of one page."""
    drawn = f"BT /F 12 Tf 10 50 Td ({words}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    written, places = b"%PDF-1.4\n", list[int]()
    for number, held in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return written + ending % (table, len(written))


def test_each_kind_of_file_gives_its_text() -> None:
    assert (
        text_of_file("a.docx", word("A mill burned.", "", "Nobody was hurt.")) == "A mill burned.\n\nNobody was hurt."
    )
    assert text_of_file("a.PDF", pdf("A mill burned on Monday.")) == "A mill burned on Monday."
    assert text_of_file("a.txt", "\ufeffCafé".encode()) == "Café"
    assert text_of_file("../../etc/passwd", b"only its bytes") == "only its bytes"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.exe", b"MZ", "this kind"),
        ("a.docx", b"PK\x03\x04 broken", "no Word document"),
        ("a.docx", word(), "holds no text"),
        ("a.pdf", b"%PDF-1.4 broken", "no PDF"),
        ("a.txt", b"\xff\xfe\xfa", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        text_of_file(name, data)
