"""Training a model from its recipe."""
