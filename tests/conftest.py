"""One thread for arithmetic, as in the app: on a busy machine two of them make these tests five times slower."""

import os

# Read when numpy loads its BLAS; a server that a test starts inherits it, but its torch is left as the app sets it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch

torch.set_num_threads(1)
