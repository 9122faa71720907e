"""The questions put to a language model: one TOML file for each chain, to be edited without programming.

- ``version``: raise it with each change of meaning
- ``system``: who answers, the same in every file, so that providers can cache what the chains share
- ``user``: the question, a Jinja template of ``examples``, ``piece`` and ``pieces`` (a long article is asked in pieces)
- ``[[examples]]``: an invented ``article`` and the ``answer`` to it, copied words and all; tests ground each one
"""
