"""Reading web pages against trafilatura alone, and archives against their own size: rows and lines of `make bench`.

The pages are the labelled ones beside the repository where those are there, else the test pages. Both sides parse the
same text in this process, in turns; ours also reads the metadata. An archive's memory is that of a process of its own.
"""

from __future__ import annotations

import gzip
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from trafilatura import extract

from explainery.reading.formats.html import page_document

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT.parent / "shared" / "eval" / "html"
OURS = ROOT / "tests" / "reading" / "pages"
RUNS = 5
SIZES = (10, 100, 1_000)  # megabytes
_READ = (
    "import resource, sys, time\nfrom pathlib import Path\nfrom explainery.reading import ReadingLimits\n"
    "from explainery.reading.assemble import articles_in\n"
    "start = time.perf_counter()\n"
    "count = sum(1 for _ in articles_in(Path(sys.argv[1]), ReadingLimits(articles=10**6)))\n"
    "print(count, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
)


def pages() -> list[str]:
    """The pages as text."""
    packed = sorted(LABELLED.glob("*.html.gz"))
    if packed:
        return [gzip.decompress(p.read_bytes()).decode("utf-8") for p in packed]
    return [p.read_bytes().decode("utf-8", "replace") for p in sorted(OURS.glob("*.html"))]


def row() -> tuple[str, float, str, float]:
    """Seconds for a page by us and by trafilatura alone, as a row of the table; each the best of turns."""
    found = pages()

    def ours() -> None:
        for page in found:
            page_document(page, Path("page.html"))

    def theirs() -> None:
        for page in found:
            extract(page, fast=True, include_comments=False)

    ours()  # what is loaded once is not counted
    theirs()
    turns = [(_seconds(ours), _seconds(theirs)) for _ in range(RUNS)]
    mine, other = (statistics.median(t[i] for t in turns) for i in (0, 1))
    return f"{len(found)} web pages", mine, "trafilatura fast=True alone", other


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def archives() -> Iterator[str]:
    """A line for each size of archive: pages found, seconds, peak memory."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 (an extra)
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    page = (OURS / "04-wire-agency.html").read_bytes()
    picture = bytes(range(256)) * 4_000
    yield f"{'archive':>12}{'pages':>8}{'seconds':>9}{'peak MB':>9}"
    for size in SIZES:
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "crawl.warc"
            with path.open("wb") as out:
                writer = WARCWriter(out, gzip=False)
                number = 0
                while out.tell() < size * 1_000_000:
                    number += 1
                    text = page.replace(b"tidewire.example", b"tidewire%d.example" % number)
                    for kind, data in (("text/html", text), ("image/png", picture)):
                        fields = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
                        address = f"https://tidewire{number}.example/{kind[:4]}"
                        record = writer.create_warc_record(
                            address, "response", payload=io.BytesIO(data), http_headers=fields
                        )
                        writer.write_record(record)
            done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
            count, seconds, peak = done.stdout.split()
            yield f"{size:>9} MB{int(count):>8}{float(seconds):>9.1f}{int(peak):>9}"
