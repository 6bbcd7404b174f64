"""Latent directions: what to add to a code so that its digit moves, found by regression on moved pictures."""
