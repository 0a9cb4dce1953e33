"""People with their roles in the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from explainery.linking.tuning import REMEMBERED
from explainery.marking.roles import detail, role_after, role_before
from explainery.model import MarkedArticle, Passage, Person, Sentence
from explainery.story_memory import remembered

_Mention = tuple[str, str, Sequence[str]]  # a person, the sentence, the roles beside the name


def people_of(passages: Sequence[Passage]) -> tuple[Person, ...]:
    """Every person named, most named first, with the role that says most; of several, the first."""
    named: dict[str, list[_Mention]] = {}
    for mention in _mentions((p.marked, p.sentence) for p in passages):
        named.setdefault(mention[0], []).append(mention)
    ranked = sorted(named.items(), key=lambda x: (-len(x[1]), x[0]))
    return tuple(Person(name, _best(where), tuple(dict.fromkeys(s for _, s, _ in where))) for name, where in ranked)


def roles_of(articles: Sequence[MarkedArticle]) -> Mapping[str, tuple[str, ...]]:
    """Every role that the articles give a person beside the name, by the name; the one that says most first."""
    roles: dict[str, list[str]] = {}
    for person, _, given in _mentions((m, s) for m in articles for s in m.sentences):
        roles.setdefault(person, []).extend(given)
    return {person: tuple(sorted(given, key=detail, reverse=True)) for person, given in roles.items()}


def _best(mentions: Sequence[_Mention]) -> str:
    return max((role for _, _, roles in mentions for role in roles), key=detail, default="")


def _mentions(sentences: Iterable[tuple[MarkedArticle, Sentence]]) -> Iterator[_Mention]:
    """Where each person is named in sentences."""
    for marked, sentence in sentences:
        text = marked.article.text
        for name in marked.names_in(sentence):
            if name.kind == "person":
                yield name.actor, sentence.id, _beside(text, sentence.start, name.start, name.end)


@remembered(REMEMBERED)  # asked before speakers have their names, and after
def _beside(text: str, begin: int, start: int, end: int) -> tuple[str, ...]:
    """The roles beside a name, given its offsets and where its sentence begins."""
    return tuple(role for role in (role_after(text, end), role_before(text, begin, start)) if role)
