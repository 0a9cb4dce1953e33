"""`python -m explainery`."""

import sys

from explainery.cli.main import main

sys.exit(main())
