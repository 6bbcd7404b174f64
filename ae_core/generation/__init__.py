"""What generative models promise: the evidence lower bound, samples, and how far one may believe them."""
