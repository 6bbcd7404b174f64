"""How well a model does: each metric with its protocol, measured on the test set."""
