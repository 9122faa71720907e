"""Results as people and programs read them: text for a terminal, a page of HTML, a SARIF log."""
