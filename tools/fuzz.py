"""Feed the readers broken files for some time, and count the outcomes.

    python tools/fuzz.py [SECONDS] [FORMAT ...]

Every input is a file of the test corpus, changed at random. With atheris (`pip install atheris`, on Linux) coverage of
our own code guides the changes; without it they are blind. A file may give articles or an error of ours. An error of a
library that only the safety net in `reading/assemble.py` caught is counted by its type, so that it can be handled where
it arises. Any other exception, or a file that takes longer than its limit, ends the run; the input is saved.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

try:
    import atheris
except ImportError:
    atheris = None

with atheris.instrument_imports(include=["explainery"]) if atheris else contextlib.nullcontext():
    from explainery.errors import ExplaineryError
    from explainery.reading.assemble import articles_in
    from explainery.reading.formats import agency_json, agency_xml, docx, feeds, mail, mhtml, pdf, web_archive
    from explainery.reading.limits import ReadingLimits

READERS = (
    agency_json,
    agency_xml,
    web_archive,
    docx,
    feeds,
    mail,
    mhtml,
    pdf,
)  # loaded here, so that atheris instruments them; otherwise they are loaded on demand
ROOT = Path(__file__).resolve().parent.parent
SEEDS = [p for f in ("files", "pages") for p in sorted((ROOT / "tests/reading" / f).rglob("*")) if p.is_file()]
LIMITS = ReadingLimits(megabytes=2, archive_megabytes=2, seconds=10, articles=50)
TOKENS = [
    b"<p>",
    b"</p>",
    b"<div>",
    b"<table>",
    b"<td>",
    b"<br><br>",
    b"<script type='application/ld+json'>",
    b'{"@type":"NewsArticle"',
    b"[[[[",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"---\n",
    b"&lol;",
    b"<!DOCTYPE x [",
    b"<![CDATA[",
    b"]]>",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"WARC/1.0\r\n",
    b"Content-Type: ",
    b"multipart/related; boundary=x\r\n",
    b"--x\r\n",
    b"=?utf-8?q?",
    b"stream\n",
    b"endobj",
    b"\xc2\xad",
    b"By ",
    b"9999-99-99",
    b"2026-03-02T25:61:61+99:99",
    b"http://[::1",
    b"https://",
    b"A" * 300,
    b"\xed\xa0\x80",
    b"<a href=x>",
    b"</html>",
]


def main(arguments: list[str]) -> int:
    """Fuzz for some seconds and print the counts."""
    seconds = float(arguments[0]) if arguments else 600.0
    seeds = [p for p in SEEDS if not arguments[1:] or p.suffix.lstrip(".") in arguments[1:]]
    counts: Counter[str] = Counter()
    slowest: list[Any] = [0.0, ""]
    until = time.monotonic() + seconds
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (a library prints a line for every broken record)

    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:  # noqa: S108

        def once(data: bytes, ending: str) -> None:
            file = Path(place) / f"x{ending}"
            file.write_bytes(data)
            start = time.perf_counter()
            try:
                articles = list(articles_in(file, LIMITS))
                counts["articles"] += len(articles)
                counts["files with articles"] += 1
                assert all(a.text.strip() and len(a.text) <= LIMITS.characters for a in articles)  # noqa: S101
            except ExplaineryError as error:
                counts[f"caught: {where(error.__cause__)}" if error.__cause__ else "errors of ours"] += 1
            took = time.perf_counter() - start
            counts["inputs"] += 1
            if took > slowest[0]:
                slowest[:] = [took, f"{ending}, {len(data)} bytes"]
                Path(tempfile.gettempdir(), f"explainery-slowest{ending}").write_bytes(data)
            if took > LIMITS.seconds:
                raise TimeoutError(slowest)

        if atheris:
            steered(once, seeds, lambda: time.monotonic() > until, lambda: print_counts(counts, slowest))
        chance = random.Random(os.environ.get("SEED", "explainery"))  # noqa: S311 (not for secrets)
        while time.monotonic() < until:
            seed = chance.choice(seeds)
            once(changed(seed.read_bytes(), chance), seed.suffix)
        print_counts(counts, slowest)
    return 0


def where(error: BaseException) -> str:
    """An error's type and message, and the line of our code from which it came."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "explainery" in f.filename]
    return f"{type(error).__name__} from {Path(frames[-1].filename).name}:{frames[-1].lineno}: {str(error)[:50]}"


def print_counts(counts: Counter[str], slowest: list[Any]) -> None:
    """Print the table of counts."""
    for name, count in counts.most_common():
        print(f"{count:9,}  {name}")
    print(f"{slowest[0]:9.3f}  seconds, the slowest ({slowest[1]})", flush=True)


def steered(
    once: Callable[[bytes, str], None], seeds: list[Path], done: Callable[[], bool], end: Callable[[], None]
) -> None:
    """Let atheris choose the changes. Does not return: calls `end` when `done` is true."""
    endings = sorted({p.suffix for p in seeds})
    chance = random.Random(1)  # noqa: S311 (not for secrets)

    def target(data: bytes) -> None:
        if done():
            end()
            os._exit(0)  # libFuzzer would report any other exit as a crash
        once(data[1:], endings[data[0] % len(endings)] if data else ".txt")

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        """Change an input by our own rules half of the time, by libFuzzer's otherwise; now and then take a fresh file."""
        chance.seed(seed)
        if len(data) < 2 or chance.random() < 0.1:  # noqa: PLR2004
            file = chance.choice(seeds)
            data = bytes([endings.index(file.suffix)]) + file.read_bytes()
        if chance.random() < 0.5:  # noqa: PLR2004
            return (data[:1] + changed(data[1:], chance))[:size]
        return bytes(atheris.Mutate(data, size))

    with tempfile.TemporaryDirectory() as corpus:
        for i, seed in enumerate(seeds):
            (Path(corpus) / str(i)).write_bytes(bytes([endings.index(seed.suffix)]) + seed.read_bytes())
        options = ["-max_len=70000", "-rss_limit_mb=4000", "-timeout=30", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, corpus], target, custom_mutator=mutate)
        atheris.Fuzz()


def changed(data: bytes, chance: random.Random) -> bytes:
    """Change a file in a few places: overwrite, cut, repeat or truncate bytes, or put in a token of some format."""
    raw = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 20))):
        a = chance.randrange(len(raw) + 1)
        b = min(len(raw), a + int(chance.expovariate(1 / 40)))
        match chance.randrange(6):
            case 0:
                raw[a:b] = bytes(chance.randrange(256) for _ in range(b - a))
            case 1:
                del raw[a:b]
            case 2:
                raw[a:a] = raw[a:b] * chance.choice((1, 2, 50))
            case 3:
                raw[a:b] = chance.choice(TOKENS)
            case 4:
                raw[a:a] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 300))
            case _:
                del raw[a:]
    return bytes(raw[:200_000])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
