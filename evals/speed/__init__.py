"""How fast it is, and what it takes: measurements, run by hand."""
