"""Bringing spoiled pictures back: networks beside the classical methods."""
