"""The embedded engine: answers to every chain's question without a key or a network, from spaCy, rules and word tables."""
