"""Tests of the check of a text against its article."""
