"""A made-up article as a page prints it, and what its parts are found to be."""

from service.parts import find_parts

PROSE = "The council said on Friday that the bridge would stay shut until the spring."
MORE = "Engineers found cracks in two of its piers, and a third is being looked at this week."
HEADLINE = "Bridge to stay shut until spring"
ARTICLE = f"{HEADLINE}\n\n{PROSE}\n\n{MORE}"


def lines_of(text: str, role: str) -> list[str]:
    """The lines of a text that are found to have a role."""
    parts = [text[start:end] for found, start, end in find_parts(text) if found == role]
    return [line for part in parts for line in part.splitlines() if line.strip()]


def roles_of(text: str) -> list[str]:
    """The roles of a text's parts, in order."""
    return [role for role, _, _ in find_parts(text)]
