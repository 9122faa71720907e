"""The tests of evals."""
