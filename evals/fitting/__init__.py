"""Fitting the embedded engine's learned parts on labelled texts, and writing them as plain data files."""
