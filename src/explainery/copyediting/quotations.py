"""Quotations: a direct quotation says whose words it is; alone on a page, it is the words between the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainery.copyediting.antecedents import body_before, body_of_kind, person_before
from explainery.copyediting.called import fullest, same_person
from explainery.copyediting.edits import Unfit, apart
from explainery.copyediting.lines import Line, Mention, Said
from explainery.copyediting.roles import role_beside
from explainery.copyediting.subjects import SAYS, speaker_in, speaks, subject_of
from explainery.copyediting.tuning import TUNING
from explainery.curation.page_plan import Edit
from explainery.lexicon.offices import Office, any_noun
from explainery.lexicon.reporting_verbs import LEADING, TAGGING
from explainery.patterns import regex

_VERB = rf"(?:{SAYS}|{TAGGING}|{LEADING})"
_PRONOUN = regex(rf"\b(?P<who>he|she|it)(?= (?:also |then |later |has |\w+ly )?{_VERB}\b)", re.IGNORECASE)
_INNER = r"(?:(?!(?:by|of|in|for|to|with|from|on|at)\b)[\w’'.-]+ ){0,5}?"
_DESCRIBED = regex(
    r"(?<!for )(?<!of )(?<!by )(?<!from )(?<!to )(?<!with )\b"
    r"(?P<who>(?:an?|one|two|three|several|some|many|senior|the|his|her"
    r"|(?!(?:On|In|At|By|For|To|From|With|After|As|But|And|When)\b)[A-Z][\w’'.]+(?:[’']s)?) "
    rf"{_INNER}(?:{any_noun(Office.SPEAKER)}|{any_noun(Office.EXPERT)}))\b(?!, [A-Z])"
    rf"(?=[^\0]{{0,80}}\b{_VERB}\b)"
    rf"|(?:{_VERB}) (?P<after>(?:an?|one|two|three|several|some|the) {_INNER}(?:{any_noun(Office.SPEAKER)}))\b",
)
_BODY = (
    r"company|firm|bank|ministry|agency|organi[sz]ation|association|union|party|club|committee|commission|board|department"
    r"|council|network|regulator|institute|federation|campaign|court|service|charity"
)
_KIND = regex(
    rf"(?<!by )(?<!of )(?<!to )(?<!from )(?<!with )(?<!for )\b(?P<who>the (?P<noun>{_BODY}))"
    rf"(?= (?:also |then |later |has |\w+ly )?{_VERB}\b)",
    re.IGNORECASE,
)
_DEFINITE = regex(r"(?:the|his|her|their) \w+$", re.IGNORECASE)
_ANAPHORIC = regex(
    r"the (?:statement|source|official|report|document|letter|article|spokes\w+|lawyer|witness|man|woman|group|memo"
    rf"|email|post|editorial|couple|resident|{_BODY})",
    re.IGNORECASE,
)
# "The former official": the sentence before says of what.
_TOLD_BEFORE = regex(
    r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?!(?:[a-z-]+ )*(?:of|at|for|from|in) )(?:[a-z-]+ ){0,3}[a-z-]+"
)
_ENDS = regex(r"[.!?][’']? |[,;:–—] ")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words a quotation is: the name or the description, the role beside it, and the sentence that tells."""

    name: str
    role: str
    licence: str
    stands_for: tuple[int, int] | None = None  # the words that the name must stand for: "he", "the ministry"
    named: bool = True  # whether the sentence itself says so


def direct(line: Line) -> list[Said]:
    """The stretches of a sentence that hold somebody's words and not a term."""
    return [s for s in line.said if len(line.words[s.start : s.end].split()) >= TUNING.direct_words]


def speaker_of(line: Line, said: Said) -> Speaker | None:
    """Whose words a quotation is, where that is sure."""
    steps = (_answering, _named_here, _by_pronoun, _by_kind, _described_here, _gone_on)
    return next((speaker for step in steps if (speaker := step(line, said))), None)


def _answering(line: Line, said: Said) -> Speaker | None:
    """The person interviewed, for words that stand without marks."""
    quote = said.quote
    if quote is None or not line.is_unmarked(quote):
        return None
    person = next((p for p in line.story.people if p.name == quote.speaker), None)
    return Speaker(person.name, "", person.sentences[0], named=False) if person and person.sentences else None


def _named_here(line: Line, said: Said) -> Speaker | None:
    """The speaker whom the sentence names: beside a verb of reporting, and not against the labels."""
    beside = [n for n in line.names if speaks(line, n)]
    known = said.quote.speaker if said.quote else None
    if known:
        agreed = [n for n in beside if same_person(n.actor, known) or n.called.removeprefix("the ") in known]
        subject = subject_of(line)
        if not agreed and subject and subject.kind == "person" and " " in known and same_person(subject.actor, known):
            agreed = [subject]
        beside = agreed or ([] if _PRONOUN.search(line.bare) or len(beside) > 1 else beside)
    if not beside:
        return None
    # "Norsea's director, Olle Brandt, said": the labels may have the words before the name for the speaker.
    appositions = [
        n for n in line.people for b in beside if n.start == b.end + 2 and line.bare[b.end :].startswith(", ")
    ]
    name = min(appositions or beside, key=lambda n: min(abs(n.start - said.end), abs(said.start - n.end)))
    return Speaker(_full(line, name), role_beside(line.bare, name.end), line.passage.id)


def _full(line: Line, name: Mention) -> str:
    return fullest(line.story, name.actor) if name.kind == "person" else name.called


def _by_pronoun(line: Line, _: Said | None = None) -> Speaker | None:
    """The speaker whom "he said" means: where the resolver and the labels do not disagree."""
    match = _PRONOUN.search(line.bare)
    if match is None:
        return None
    who = match["who"].lower()
    found = body_before(line) if who == "it" else person_before(line, who, says=True)
    known = next((s.quote.speaker for s in direct(line) if s.quote and s.quote.speaker), None)
    if found is None or (known and who != "it" and not same_person(found.name, known)):
        return None
    return Speaker(found.name, "", found.licence, match.span("who"), named=False)


def _by_kind(line: Line, _: Said) -> Speaker | None:
    """The body that "the ministry said" means."""
    match = _KIND.search(line.bare)
    found = body_of_kind(line, match["noun"].lower()) if match else None
    return Speaker(found.name, "", found.licence, match.span("who"), named=False) if match and found else None


def _described_here(line: Line, _: Said) -> Speaker | None:
    """A speaker without a name whom the sentence describes: "an aid worker"."""
    match = _DESCRIBED.search(line.bare)
    if match is None:
        return None
    who = (match["who"] or match["after"]).strip()
    known = next((s.quote.speaker for s in direct(line) if s.quote and s.quote.speaker), "") or ""
    if _TOLD_BEFORE.fullmatch(who):
        return None
    if _ANAPHORIC.fullmatch(who) or (known.istitle() and " " in known and _DEFINITE.fullmatch(who)):
        return None
    return Speaker(who, "", line.passage.id)


def _gone_on(line: Line, said: Said) -> Speaker | None:
    """The speaker of the quotation before, where a sentence is nothing but a quotation of the same paragraph."""
    if line.bare.strip("\0 .,"):
        return None
    known = said.quote.speaker if said.quote else None
    for earlier in line.before(TUNING.chain):
        near = earlier.passage.sentence.paragraph == line.passage.sentence.paragraph
        if not (direct(earlier) and (near or line.begins_paragraph())):
            return None
        if not earlier.bare.strip("\0 .,"):
            continue
        if known is None and not near:
            return None
        speaker = speaker_in(earlier)
        if speaker and (
            known is None or same_person(speaker.actor, known) or speaker.called.removeprefix("the ") in known
        ):
            role = role_beside(earlier.bare, speaker.end)
            return Speaker(_full(line, speaker), role, earlier.passage.id, named=False)
        found = _by_pronoun(earlier)
        fits = found and (known is None or same_person(found.name, known))
        return replace(found, stands_for=None) if found and fits else None
    return None


def quotation_edits(line: Line, edits: Sequence[Edit]) -> tuple[Edit, ...] | Unfit:
    """The edits that say whose words a sentence quotes, or why that cannot be said."""
    quoted = direct(line)
    if not quoted:
        return ()
    speaker = next((found for said in quoted if (found := speaker_of(line, said))), None)
    if speaker is None:
        return () if _attributed_otherwise(line) else Unfit("a quotation without a speaker to name")
    if speaker.named:
        return ()
    if speaker.stands_for:
        start, end = speaker.stands_for
        name, words = _cased(speaker.name, line.words[start]), line.words[start:end]
        made = Edit("quotations", start, end, name, speaker.licence, f"“{words}” is {name}")
        return (made,) if apart(edits, start, end) else ()
    return _led(line, quoted[0], speaker)


def _cased(name: str, model: str) -> str:
    return ("The " if model.isupper() else "the ") + name[4:] if name[:4].lower() == "the " else name


def _led(line: Line, said: Said, speaker: Speaker) -> tuple[Edit, ...]:
    """A quotation without a tag gets its speaker in front, and the marks that stand in other sentences."""
    opening = "" if said.opened else marks_of(line)[0]
    lead = f"{_cased(speaker.name, 'T')} said: {opening}"
    reason = f"these are the words of {speaker.name}"
    edits = [Edit("quotations", 0, 0, lead, speaker.licence, reason)]
    if not said.closed:
        end = len(line.words)
        edits.append(Edit("quotations", end, end, marks_of(line)[1], speaker.licence, "closing mark"))
    return tuple(edits)


def marks_of(line: Line) -> tuple[str, str]:
    """The quotation marks that the article uses."""
    return ("“", "”") if "“" in line.passage.article.text else ('"', '"')


def _attributed_otherwise(line: Line) -> bool:
    """Whether a sentence says in another way whose words it quotes: a body or a paper of its own as the subject."""
    return (
        bool(line.names)
        and bool(re.search(rf"\b(?:{_VERB}|according to|indicate\w*|labell?ing)\b", line.bare))
        and not any(
            s.quote
            and s.quote.speaker
            and " " in s.quote.speaker
            and s.quote.speaker.istitle()
            and not _tokens(s.quote.speaker) & _tokens(line.bare)
            for s in direct(line)
        )
    )


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
