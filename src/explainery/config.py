"""Settings: `.explainery/settings.yml` for a project, `sources/STORY/story.yml` for a story. Both are optional.

The default of every setting is stated here, and only here, with its unit and its source; other modules take it from
`DEFAULTS`. Limits that no setting changes are in `reading/limits.py` and at the top of `fetching/fetch.py`.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import yaml

from explainery.cluster_settings import CLUSTER_NAMES, NO_CLUSTER, ClusterSettings, cluster_settings
from explainery.cluster_settings import EXAMPLE as CLUSTER_EXAMPLE
from explainery.errors import ExplaineryError, SettingsError, SourceError
from explainery.model_settings import EXAMPLE, MODEL_NAMES, NO_MODEL, ModelSettings, model_settings
from explainery.patterns import regex
from explainery.plain_files import require_plain

_FOLDER = regex(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_DEEPEST = 8  # levels of nested lists and mappings; settings and front matter need three
PICTURE_FILE = regex(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:png|jpe?g|gif|webp|avif)", re.IGNORECASE)
_PICTURE_HINTS = {
    "file": "Put a .png, .jpg, .gif, .webp or .avif into the folder of the story's pages, and give its name as file",
    "alt": "Say in a sentence what it shows, as alt: readers who cannot see it hear that",
    "credit": "Say whose it is and under which terms it may be shown, as credit, such as  Jane Doe, CC BY 4.0",
}
QUOTE_WORDS = 25  # words; by taste: the longest quotation under `rights: quote`, whatever the settings say
_LABEL_CHARACTERS = 60  # of a topic or place; by taste: a line on a phone
# What a site offers beside its pages, each of which `leave_out` may name.
PARTS = ("archive", "cards", "corrections", "crawlers", "data", "embeds", "feeds", "markdown")
PASSAGE_WORDS = 60  # words; by taste: the longest passage in a footnote of what may be reproduced


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # written in C, where it is installed
    """The safe loader, but dates stay text, so that we can explain an impossible one, and a name stands there once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """A mapping. Raises ConstructorError for a name that it has twice: one of the two would be lost."""
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands here twice", key.start_mark)
            seen.add(key.value)
        result: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return result


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's settings. A megabyte is 1,000,000 bytes.

    Attributes:
        sources: the folder of the stories' articles.
        docs: the folder of the pages.
        originals: a folder, not committed, with the full texts of digested articles (STORY/ID.txt).
        budget: the share of the articles' words that the pages may show, above 0 and at most 1.
        quote_share: the share of one article under `rights: quote` that may be published, above 0 and at most 1.
        overview_words: the words of an overview's sentences.
        page_words: the words of any other page's sentences.
        megabytes: the largest file with an article or a feed, and the largest page to fetch.
        archive_megabytes: the largest web archive (WARC, WACZ), which is read page by page.
        seconds: the time to read a file, or each page of an archive, to find the sentences of an article, and to fetch
            an address.
        story_seconds: the time to compare a story's articles, and again to arrange its pages.
        memory_megabytes: the address space of the process that reads files, where the system can limit it. Plain
            text is read without that process.
        articles: the most articles in one file.
        cache_megabytes: the disk that articles as read and marked may take in `.explainery/cache/steps/`; 0 keeps none.
        private_hosts: hosts inside your own network from which `add` may fetch.
        leave_out: the parts of `PARTS` that the site does not offer.
        model: the language model that `explainery ask` asks, and nothing else.
        cluster: where the workers of a cluster find the sources and the cache of steps.
    """

    sources: str = "sources"
    docs: str = "docs"  # MkDocs' own default
    originals: str = "originals"
    budget: float = 0.5  # share of words; by taste: a third
    quote_share: float = 0.1  # share of words; by taste: a tenth
    overview_words: int = 250  # words; by taste: a minute's reading
    page_words: int = 500  # words; by taste: two minutes' reading
    # By taste, far above what news takes. Of the 181 labelled news pages of the benchmark, the largest has 1.5
    # megabytes and the slowest is read in 0.2 seconds; reading them all takes 72 megabytes.
    megabytes: float = 20
    archive_megabytes: float = 5_000
    seconds: float = 30
    story_seconds: float = 900
    memory_megabytes: float = 1_500
    articles: int = 1_000
    # Megabytes. An article of 2,000 characters takes 2.5 kilobytes there, as measured on 200 invented ones.
    cache_megabytes: float = 1_000
    private_hosts: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    model: ModelSettings = NO_MODEL
    cluster: ClusterSettings = NO_CLUSTER


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a story's overview, as a person gives it in `story.yml`.

    Attributes:
        file: its name, in the folder of the story's pages.
        alt: what it shows, for readers who cannot see it.
        credit: whose it is, and under which terms it may be shown.
    """

    file: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class StorySettings:
    """The settings of one story, from its `story.yml`.

    Attributes:
        title: the explainer's title; "" for the headline of the most telling article.
        description: a sentence for the home page and for search engines.
        parties: each side's name, and its other names.
        keep: lines that belong to the article although the rules take them for furniture.
        drop: lines that are furniture although the rules keep them.
        budget: replaces the project's budget; None keeps it.
        picture: a picture for the overview; None for none.
        topics: what the story is about, such as "Shipping": the site's archive has a page for each.
        places: where it happens, besides the places that its overview names.
    """

    title: str = ""
    description: str = ""
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    budget: float | None = None
    picture: Picture | None = None
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def read_yaml(text: str, file: Path | str, first_line: int = 1) -> dict[str, Any]:
    """Parse a YAML mapping.

    Args:
        text: the YAML; empty text is an empty mapping.
        file: the file that it comes from, for errors.
        first_line: the line of `file` on which `text` begins, counted from 1.

    Raises:
        SourceError: with the line where the YAML is broken, or is not a mapping.
    """
    _check_shape(text, file, first_line)
    try:
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 (it is a safe loader)
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # A quotation mark that is never closed is noticed at the end; the line to mend is the one where it opens.
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise SourceError(
            f"this is not YAML: {problem}",
            file=file,
            line=line,
            hint='Write one "name: value" on each line, and quote a value that contains a colon or a quotation mark',
        ) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise SourceError('expected "name: value" lines', file=file, line=first_line, hint="See docs/contribute.md")
    return {str(k): v for k, v in value.items()}


def _check_shape(text: str, file: Path | str, first_line: int) -> None:
    """Raise SourceError for YAML that is nested deeply or uses aliases: it can take minutes, or all memory."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
                line = first_line + (event.start_mark.line if event.start_mark else 0)
                raise SourceError("this YAML is nested too deeply or refers to itself", file=file, line=line,
                                  hint='Write one "name: value" on each line')  # fmt: skip
    except yaml.YAMLError:
        return  # loading it raises the error with its explanation


def settings_of(root: Path) -> Settings:
    """The settings of the project at `root`; the defaults without a settings file.

    Raises:
        SettingsError: with the line of a setting that is unknown or invalid.
    """
    path = root / ".explainery" / "settings.yml"
    values = _settings_in(path, Settings)
    for name in ("budget", "quote_share"):
        _check_share(values, name, path)
    for name in ("megabytes", "archive_megabytes", "seconds", "story_seconds", "memory_megabytes", "articles"):
        _check_amount(values, name, path)
    if values.get("cache_megabytes") != 0:  # nothing is kept
        _check_amount(values, "cache_megabytes", path)
    for name in ("private_hosts", "leave_out"):
        values[name] = _text_list(values.get(name), name, path)
    for part in (p for p in values["leave_out"] if p not in PARTS):
        raise SettingsError(f"leave_out names {part!r}, which is not a part of the site", file=path,
                            line=_line(path, "leave_out"), hint=f"The parts are {', '.join(PARTS)}")  # fmt: skip
    values["model"] = model_settings(values.get("model"), partial(_fail_below, path, "model"))
    values["cluster"] = cluster_settings(values.get("cluster"), partial(_fail_below, path, "cluster"))
    for name in ("sources", "docs", "originals"):
        if name in values and not (isinstance(values[name], str) and _FOLDER.fullmatch(values[name])):
            raise SettingsError(f"{name} should be the name of a folder", file=path, line=_line(path, name),
                                hint="Name one folder of the project, such as docs")  # fmt: skip
    if len({values.get(n, n) for n in ("sources", "docs", "originals")}) < 3:  # noqa: PLR2004
        raise SettingsError("sources, docs and originals should be three different folders", file=path)
    return Settings(**values)


def story_settings(folder: Path) -> StorySettings:
    """The settings of the story in `folder`; the defaults without a `story.yml`.

    Raises:
        SettingsError: with the line of a setting that is unknown or invalid.
    """
    path = folder / "story.yml"
    values = _settings_in(path, StorySettings)
    _check_share(values, "budget", path)
    for name in ("title", "description"):
        if isinstance(values.get(name), dict | list):
            raise SettingsError(f"{name} should be one line of text", file=path, line=_line(path, name))
        if name in values:
            values[name] = str(values[name] or "")
    for name in ("keep", "drop"):
        values[name] = _text_list(values.get(name), name, path)
    for name in ("topics", "places"):
        values[name] = _labels(_text_list(values.get(name), name, path), name, path)
    parties = values.get("parties") or {}
    if not isinstance(parties, dict):
        raise SettingsError("parties should map each side to its other names", file=path,
                            hint="Write  parties: {Russia: [Moscow, the Kremlin]}")  # fmt: skip
    values["parties"] = {str(k): _text_list(v, str(k), path) for k, v in parties.items()}
    if "picture" in values:
        values["picture"] = _picture(values["picture"], path)
    return StorySettings(**values)


def _picture(given: object, path: Path) -> Picture | None:
    """The picture of a `story.yml`. Raises SettingsError unless it has a file, a text and a credit."""
    if given is None:
        return None
    line, names = _line(path, "picture"), [f.name for f in fields(Picture)]
    if not isinstance(given, dict) or (set(given) - set(names)):
        raise SettingsError("picture should have a file, an alt and a credit only", file=path, line=line,
                            hint="Write  picture: {file: a.jpg, alt: What it shows, credit: Whose it is}")  # fmt: skip
    values = {name: " ".join(str(given.get(name) or "").split()) for name in names}
    for name, value in values.items():
        if not value:
            raise SettingsError(f"the picture has no {name}", file=path, line=line, hint=_PICTURE_HINTS[name])
    if not PICTURE_FILE.fullmatch(values["file"]):
        raise SettingsError(f"{values['file']!r} is not the name of a picture", file=path, line=line,
                            hint=_PICTURE_HINTS["file"])  # fmt: skip
    return Picture(**values)


def _settings_in(path: Path, shape: type[Settings | StorySettings]) -> dict[str, Any]:
    """The file's settings, each of them a field of `shape`."""
    require_plain(path, error=SettingsError)
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
            hint = _meant(name, known)
            raise SettingsError(f"unknown setting {name!r}", file=path, line=_line(path, name), hint=hint)
    return values


def _meant(name: str, known: Sequence[str]) -> str:
    """What to do about a setting that does not exist."""
    if "cluster" in known and name in CLUSTER_NAMES:
        return f"Put it below `cluster:`, indented:  {CLUSTER_EXAMPLE}"
    if "model" in known and name in MODEL_NAMES:
        return f"Put it below `model:`, indented:  {EXAMPLE}"
    close = difflib.get_close_matches(name, known, 1)
    return f"Did you mean {close[0]}" if close else f"The settings are {', '.join(known)}"


def _line(path: Path, name: str) -> int:
    """The line of a setting in its file."""
    rows = path.read_text("utf-8").splitlines() if path.is_file() else []
    return next((i for i, row in enumerate(rows, 1) if re.match(rf"['\"]?{re.escape(name)}['\"]?\s*:", row)), 1)


def _fail_below(path: Path, group: str, name: str, what: str, hint: str) -> NoReturn:
    """Raise SettingsError about a setting below `model:` or `cluster:`."""
    rows = path.read_text("utf-8").splitlines()
    top = _line(path, group)
    own = rf"(?:.*[{{,]|\s+)\s*['\"]?{re.escape(name)}['\"]?\s*:"
    line = next((i for i, row in enumerate(rows[top - 1 :], top) if re.match(own, row)), top)
    raise SettingsError(what, file=path, line=line, hint=hint)


def _check_share(values: dict[str, Any], name: str, path: Path) -> None:
    """Raise SettingsError unless a setting is a number above 0 and at most 1."""
    value = values.get(name, 0.5)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise SettingsError(f"{name} should be a number above 0 and at most 1, not {value!r}", file=path,
                            line=_line(path, name))  # fmt: skip


def _check_amount(values: dict[str, Any], name: str, path: Path) -> None:
    """Raise SettingsError unless a setting is a number above 0."""
    value = values.get(name, 1)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise SettingsError(f"{name} should be a number above 0, not {value!r}", file=path, line=_line(path, name))


def _labels(given: tuple[str, ...], name: str, path: Path) -> tuple[str, ...]:
    """Short names as headings of the archive. Raises SettingsError for one that is empty, long or more than a line."""
    for label in given:
        if not label.strip() or len(label) > _LABEL_CHARACTERS or "\n" in label:
            raise SettingsError(f"{name} should be short names, of at most {_LABEL_CHARACTERS} characters", file=path,
                                line=_line(path, name), hint=f"Write  {name}: [Shipping, Labour]")  # fmt: skip
    return tuple(label.strip() for label in given)


def _text_list(value: object, name: str, path: Path) -> tuple[str, ...]:
    """A list of texts; a single text counts as a list of one."""
    items = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(i, str | int | float) for i in items):
        raise SettingsError(f"{name} should be a list of texts", file=path, line=_line(path, name))
    return tuple(str(i) for i in items)
