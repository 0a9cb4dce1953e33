"""Sources to pages to site: what `make site` runs."""

from __future__ import annotations

import sys
from pathlib import Path

from explainery.cli.main import main
from explainery.cli.output import complain
from explainery.commands.serve import site_built
from explainery.errors import ExplaineryError

ROOT = Path(__file__).resolve().parent.parent


def run() -> int:
    """Build the pages, then the site, and say where it is. Returns the command's exit code."""
    code = main(["--root", str(ROOT), "build"])
    if code:
        return code
    try:
        site = site_built(ROOT, files="--files" in sys.argv)
    except ExplaineryError as error:
        complain(str(error))
        return 2
    print(f"The site is in {site.relative_to(ROOT)}/. To look at it, run `make serve` and open http://127.0.0.1:8000")
    return 0


if __name__ == "__main__":
    sys.exit(run())
