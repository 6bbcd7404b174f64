"""Bringing corrupted pictures back: networks beside the classical methods."""
