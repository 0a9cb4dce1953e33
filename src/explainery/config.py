"""Settings: `.explainery/settings.yml` for a project, `sources/STORY/story.yml` for a story. Both optional."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from explainery.errors import ExplaineryError, SettingsError, SourceError

_FOLDER = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_DEEPEST = 8  # levels of lists in lists; settings and front matter need three
QUOTE_WORDS = 60  # a quotation under `rights: quote` is this long at most, whatever the settings say


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # in C where there is one
    """The safe loader, with dates left as text: an impossible one is then ours to explain."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's settings.

    Attributes:
        sources: the folder of the stories' articles.
        docs: the folder of the pages.
        originals: a folder, not committed, with the full texts that digests were made of (STORY/ID.txt).
        budget: how much of the articles' words the pages may show, from 0 to 1.
        quote_share: how much of one article under `rights: quote` may be published, from 0 to 1.
        megabytes: size of a file that holds an article or a feed, and of a page that is fetched.
        archive_megabytes: size of a web archive (WARC, WACZ), which is read page by page.
        seconds: time for reading a file, or each page of an archive, and for fetching an address.
        memory_megabytes: memory of the process that reads anything but plain text, where the system can limit it.
        articles: articles in one file.
        private_hosts: hosts inside your own network from which `add` may fetch.
    """

    sources: str = "sources"
    docs: str = "docs"
    originals: str = "originals"
    budget: float = 0.34
    quote_share: float = 0.34
    megabytes: float = 20
    archive_megabytes: float = 5_000
    seconds: float = 30
    memory_megabytes: float = 1_500
    articles: int = 1_000
    private_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StorySettings:
    """What `story.yml` says of one story.

    Attributes:
        title: the explainer's title.
        description: a sentence for the home page and for search engines.
        parties: each side's name and the other names that it goes by.
        keep: lines that the reading took for furniture and that are the article's.
        drop: lines that are furniture.
        budget: overrides the project's.
        names: who finds names: `rules` (our own), or `spacy` beside them where it is installed.
    """

    title: str = ""
    description: str = ""
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    budget: float | None = None
    names: str = "rules"


def read_yaml(text: str, file: Path | str, first_line: int = 1) -> dict[str, Any]:
    """A YAML mapping. Raises SourceError with the line where it breaks; `first_line` is where `text` begins."""
    _check_shape(text, file, first_line)
    try:
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 (it is a safe loader)
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # A quotation mark that is never closed is met at the end; what to mend is where it opens.
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise SourceError(
            f"this is not YAML: {problem}",
            file=file,
            line=line,
            hint='Write one "name: value" a line, and put a value with a colon or quotation mark in quotes',
        ) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise SourceError('expected "name: value" lines', file=file, line=first_line, hint="See docs/contribute.md")
    return {str(k): v for k, v in value.items()}


def _check_shape(text: str, file: Path | str, first_line: int) -> None:
    """Refuse YAML that is nested deeply or refers to itself: it can take minutes, or the memory of the machine."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
                line = first_line + (event.start_mark.line if event.start_mark else 0)
                raise SourceError("this is nested too deeply or refers to itself", file=file, line=line,
                                  hint='Write one "name: value" a line')  # fmt: skip
    except yaml.YAMLError:
        return  # loading it says what is wrong


def settings_of(root: Path) -> Settings:
    """The project's settings, or the defaults where it has none."""
    path = root / ".explainery" / "settings.yml"
    values = _values(path, Settings)
    for name in ("budget", "quote_share"):
        _share(values, name, path)
    for name in ("megabytes", "archive_megabytes", "seconds", "memory_megabytes", "articles"):
        _amount(values, name, path)
    values["private_hosts"] = _texts(values.get("private_hosts"), "private_hosts", path)
    for name in ("sources", "docs", "originals"):
        if name in values and not (isinstance(values[name], str) and _FOLDER.fullmatch(values[name])):
            raise SettingsError(f"{name} should be a folder's name", file=path, line=_line(path, name),
                                hint="It is one folder of the project, such as docs")  # fmt: skip
    if len({values.get(n, n) for n in ("sources", "docs", "originals")}) < 3:  # noqa: PLR2004
        raise SettingsError("sources, docs and originals should be three folders", file=path)
    return Settings(**values)


def story_settings(folder: Path) -> StorySettings:
    """What the folder's `story.yml` says, or nothing where there is none."""
    path = folder / "story.yml"
    values = _values(path, StorySettings)
    _share(values, "budget", path)
    for name in ("title", "description"):
        if isinstance(values.get(name), dict | list):
            raise SettingsError(f"{name} should be one line of text", file=path, line=_line(path, name))
        if name in values:
            values[name] = str(values[name] or "")
    if values.get("names", "rules") not in {"rules", "spacy"}:
        raise SettingsError("names should be rules or spacy", file=path, line=_line(path, "names"))
    for name in ("keep", "drop"):
        values[name] = _texts(values.get(name), name, path)
    parties = values.get("parties") or {}
    if not isinstance(parties, dict):
        raise SettingsError("parties should name each side and its other names", file=path,
                            hint="Write  parties: {Russia: [Moscow, the Kremlin]}")  # fmt: skip
    values["parties"] = {str(k): _texts(v, str(k), path) for k, v in parties.items()}
    return StorySettings(**values)


def _values(path: Path, shape: type[Settings | StorySettings]) -> dict[str, Any]:
    """The file's mapping, every name of which `shape` knows."""
    if path.is_symlink():  # it could bring any file of the machine into a page
        raise SettingsError("this is a link", file=path, hint="Put the file itself there")
    try:
        values = read_yaml(path.read_text("utf-8"), path)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"cannot read this file ({error})", file=path) from None
    except ExplaineryError as error:
        raise SettingsError(error.what, file=path, line=error.line, hint=error.hint) from None
    known = [f.name for f in fields(shape)]
    for name in values:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f"Did you mean {close[0]}" if close else f"It knows {', '.join(known)}"
            raise SettingsError(f"there is no setting {name!r}", file=path, line=_line(path, name), hint=hint)
    return values


def _line(path: Path, name: str) -> int:
    """The line on which a setting stands."""
    rows = path.read_text("utf-8").splitlines() if path.is_file() else []
    return next((i for i, row in enumerate(rows, 1) if re.match(rf"['\"]?{re.escape(name)}['\"]?\s*:", row)), 1)


def _share(values: dict[str, Any], name: str, path: Path) -> None:
    """Check that a setting is a number over 0 and at most 1."""
    value = values.get(name, 0.5)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise SettingsError(f"{name} should be a number over 0 and at most 1, not {value!r}", file=path,
                            line=_line(path, name))  # fmt: skip


def _amount(values: dict[str, Any], name: str, path: Path) -> None:
    """Check that a setting is a number over 0."""
    value = values.get(name, 1)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise SettingsError(f"{name} should be a number over 0, not {value!r}", file=path, line=_line(path, name))


def _texts(value: object, name: str, path: Path) -> tuple[str, ...]:
    """A list of texts; one text alone counts as a list of one."""
    items = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(i, str | int | float) for i in items):
        raise SettingsError(f"{name} should be a list of texts", file=path, line=_line(path, name))
    return tuple(str(i) for i in items)
