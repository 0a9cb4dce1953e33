"""What is killed in a build on a cluster: `tools/kill_cluster.py` does it as often as you like, and here a few times."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from making import ROOT

STRIKE = ROOT / "tests" / "stories" / "strike"


ALL = os.environ.get("EXPLAINERY_HOSTILE") == "all"  # as `make hostile` runs it: it takes as long as ten others


@pytest.mark.skipif(not ALL, reason="`make hostile` kills builds on a cluster")
def test_kills_leave_old_or_new_pages_and_no_wrong_draft() -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'explainery[dask]'")
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "kill_cluster.py", "20"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20  the next build is right" in done.stdout


def test_a_build_without_a_cluster_imports_nothing_of_one(tmp_path: Path) -> None:
    code = f"""
import shutil, sys
from pathlib import Path
from explainery.commands.build import build
from explainery.project import Project
root = Path(sys.argv[1])
shutil.copytree({str(STRIKE)!r}, root / "sources" / "strike")
build(Project.at(root))
print(sorted({{"dask", "distributed", "fsspec"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
