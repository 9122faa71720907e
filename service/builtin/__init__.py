"""The embedded engine: every chain's question answered without a key or a network, by spaCy, rules and tables."""
