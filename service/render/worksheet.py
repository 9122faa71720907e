"""A worksheet for a class: the article without marks, lines to write on, and the answers on a page of their own."""

from service.findings import Analysis
from service.render.html import standalone
from service.render.markdown import title_of
from service.render.sheet import Sheet


def worksheet(analysis: Analysis) -> str:
    """The worksheet as a document of its own, to be printed."""
    return standalone(
        "worksheet.jinja", ("room.css", "worksheet.css"), (), sheet=Sheet.of(analysis), title=title_of(analysis)
    )
