"""How good an analysis is: gold labels, scores with their intervals, runs to compare, and how fast it all goes."""
