"""`python -m explainery`."""

import sys

from explainery.cli import main

sys.exit(main())
