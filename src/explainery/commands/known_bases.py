"""The words in base files that no build wrote, although the hash in the file fits.

Of a base that nothing vouches for (`base_witness`), each unit that the page repeats must be one that the sources print:
now, or as a commit since the work began has them. Otherwise somebody has put a person's words into the base, and a
build would take them for its own and replace them. Such a unit is taken out of the base before a build compares: the
page then keeps its words, as those of a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from explainery.answers.files import answers_file
from explainery.checking.story_evidence import is_at_hand
from explainery.commands.base_witness import Witness
from explainery.commands.copies import followed
from explainery.commands.draft import draft_of, drafted, generated_of
from explainery.errors import ExplaineryError
from explainery.merging import Generated, State
from explainery.merging.matching import matched_units
from explainery.merging.units import parsed, unparsed, without_units
from explainery.page_format import SOURCES_FILE
from explainery.project import KEPT, Project
from explainery.reviewing.git_history import changing_commits, extracted

_FRONT = -1  # the number of a page's front matter among its units


@dataclass(frozen=True, slots=True)
class ForeignText:
    """Units of base files that no build wrote, by path and number; and the pages that sources print."""

    units: Mapping[str, tuple[int, ...]]
    printed: Mapping[str, str]


def without_foreign_text(name: str, state: State, witness: Witness, earlier: Mapping[str, str]) -> State:
    """A story's state, with nothing in its base that a person wrote.

    `earlier`: the base files that nothing vouches for, each with its text where the work began.
    """
    foreign = foreign_text(name, state, witness, earlier)
    mended = {
        path: _without_foreign(state.base[path], numbers, earlier[path], foreign.printed.get(path, ""))
        for path, numbers in foreign.units.items()
    }
    return replace(state, base={**state.base, **mended}) if mended else state


def foreign_text(name: str, state: State, witness: Witness, earlier: Mapping[str, str]) -> ForeignText:
    """The units of a story's unknown base files that its pages repeat and that no build prints."""
    old = _texts(earlier)
    left = {path: _repeated(path, state, old) for path in earlier if path in state.live}
    printed: dict[str, str] = {}
    if any(left.values()):
        for generated in _prints(name, state, witness):
            printed = printed or generated
            texts = _texts(generated)
            left = {
                path: [n for n in rows if _told(path, state.base[path], n) not in texts] for path, rows in left.items()
            }
            if not any(left.values()):
                break
    has_proof = bool(printed)  # without the articles nobody can tell
    return ForeignText({p: tuple(rows) for p, rows in left.items() if rows and has_proof}, printed)


def _repeated(path: str, state: State, old: Collection[str]) -> list[int]:
    """The units of a base that the page repeats, and that it did not have earlier."""
    page, live = parsed(state.base[path]), _texts({path: state.live[path]})
    told = {n: _told(path, state.base[path], n) for n in range(_FRONT, len(page.units))}
    return [n for n, text in told.items() if text and text in live and text not in old]


def _texts(pages: Mapping[str, str]) -> set[str]:
    """All front matter and units of some pages."""
    return {_told(path, text, n) for path, text in pages.items() for n in range(_FRONT, len(parsed(text).units))}


def _told(path: str, text: str, n: int) -> str:
    """A unit's text; of a row of the list of sources without the pages that cite it, which people change."""
    page = parsed(text)
    if n == _FRONT:
        return page.front
    unit = page.units[n].text
    return unit.rpartition(" (")[0] or unit if path.endswith(f"/{SOURCES_FILE}") else unit


def _prints(name: str, state: State, witness: Witness) -> Iterator[dict[str, str]]:
    """Pages as builds print them: from the sources as they are, without deletions, and as earlier commits have them."""
    project = witness.project
    if not is_at_hand(project, name):
        return
    try:
        generated = generated_of(name, drafted(project, name, state))
        yield _all_pages(generated)
        yield _all_pages(followed(state, generated).generated)
        if any(path not in state.live for path in state.base):
            yield _all_pages(generated_of(name, draft_of(project, name)))
    except ExplaineryError:
        return
    if witness.earlier:
        yield from _printed_since(project, name, witness.earlier[0])


def _printed_since(project: Project, name: str, start: str) -> Iterator[dict[str, str]]:
    """Pages as the sources print them at each commit that changed the story's base since the work began."""
    folder = project.base.relative_to(project.root).as_posix()
    answers = answers_file(project.root, name).relative_to(project.root).as_posix()
    wanted = (f"{project.settings.sources}/{name}", f"{KEPT}/settings.yml", answers)
    for commit in changing_commits(project.root, start, f"{folder}/{name}"):
        with TemporaryDirectory() as place:
            root = Path(place)
            try:
                extracted(project.root, commit, wanted, root)
                yield _all_pages(generated_of(name, draft_of(Project.at(root), name)))
            except ExplaineryError:
                continue


def _all_pages(generated: Generated) -> dict[str, str]:
    """Every text that a build may write: its pages, all definitions, and the list of sources, full and empty."""
    pages = dict(generated.pages)
    if generated.sources:
        path, written = generated.sources
        keys = tuple(generated.definitions)
        pages[path] = written(dict.fromkeys(generated.pages, keys))
        pages[f"empty/{path}"] = written({})
    pages["definitions"] = "\n".join(generated.definitions.values())
    return pages


def _without_foreign(text: str, numbers: Collection[int], earlier: str, printed: str) -> str:
    """A base whose foreign units are as they were earlier, else as the sources print them, else left out."""
    page = parsed(text)
    units, gone = list(page.units), set()
    old = [parsed(source) for source in (earlier, printed) if source]
    pairs = [matched_units(page.units, source.units) for source in old]
    for n in (n for n in numbers if n != _FRONT):
        texts = [source.units[at[n]].text for source, at in zip(old, pairs, strict=True) if n in at]
        if texts:
            units[n] = replace(units[n], text=texts[0])
        else:
            gone.add(n)
    front = old[0].front if _FRONT in numbers and old else page.front
    return unparsed(without_units(replace(page, front=front, units=tuple(units)), gone))
