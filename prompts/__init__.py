"""The questions put to a language model, to be edited without programming.

``handbook.jinja`` is what a model is told first: who it is, and the rules of every question. It is the same for all
questions and all articles, then comes the article, the same for all questions; so providers can cache both.

One TOML file for each chain:

- ``version``: raise it with each change of meaning
- ``rules``: the question in full, for the handbook
- ``ask``: the question in short, put after the article: a Jinja template of ``piece`` and ``pieces`` (a long article is
  asked about in pieces)
- ``with_others``: false for a question that is put on its own, with a handbook of its own
- ``[[examples]]``: an invented ``article`` and the ``answer`` to it, copied words and all; tests ground each one
"""
