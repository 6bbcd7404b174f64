"""`python -m ae_core.directions`: fit or measure latent directions."""

import sys

from ae_core.directions.fitting import main

sys.exit(main())
