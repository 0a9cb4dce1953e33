"""Caution: modals, hedges and sources of a wording are those of its passages, none added and none lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, has, words_in
from explainery.patterns import regex
from explainery.text import folded

_KINDS: Mapping[str, str] = {
    "may": r"may|might|could|can|cannot|possibl[ey]|possibility|perhaps|maybe|potential(?:ly)?"
    r"|risk\w*|threaten\w*|able|unable|allowed|permitted|entitled|right to",
    "reportedly": r"reported(?:ly)?|apparently|supposedly|purportedly|rumou?red|(?:is|are|was"
    r"|were) (?:also )?(?:said|understood|believed|thought) to|it is (?:said|reported)",
    "allegedly": r"den(?:y|ies|ied|ying)|alleg\w+|accus\w+|suspect\w*|suspicion|claim\w*|supposed\w*"
    r"|charged?|charges|complain\w*|said to",
    "probably": r"probabl[ey]|(?<!un)likely|presumably",
    "expected": r"expect\w*|forecast\w*|predict\w*|anticipat\w+|likely|due|scheduled|set to|estimat\w+",
    "wanted": r"wants?|wanted|wish\w*|seek\w*|sought|hop(?:e|es|ed|ing)|aim\w*|intend\w*|intention\w*"
    r"|plan(?:s|ned|ning)?|demand\w*|ask\w*|call\w*|urg\w+|request\w*|propos\w+|would like|invit\w+"
    r"|(?:un)?willing|reluctant\w*|insist\w*|(?:is|are|was|were) to",
    "considered": r"consider\w*|weigh\w*|think\w*|contemplat\w+|examin\w+|look(?:s|ing|ed)? (?:at|into)|mull\w*",
    "tried": r"try|tries|tried|trying|attempt\w*|seek\w*|sought|effort\w*",
    "offered": r"offer\w*|propos\w+|bid\w*",
    "planned": r"plan(?:s|ned|ning)?|scheduled|due|intend\w*|to be|is to|are to|will|would|was to"
    r"|were to|going to|expect\w*|may|might|could|should|must|if|unless|next|coming|tomorrow|ahead|until"
    r"|hop(?:e|es|ed|ing)|wants?|wanted",
    "warned": r"warn\w*|threat\w*|caution\w*|fear\w*",
    "promised": r"promis\w+|pledg\w+|vow\w*|commit\w*|agree\w*|assur\w+|undertak\w+|guarantee\w*",
    "believed": r"believ\w+|think\w*|thought|view\w*|opinion\w*|consider\w*|regard\w*|belief|reckon\w*"
    r"|assum\w+|suppos\w+|according|convinced|see[sn]?|down to|attribut\w+",
    "recommended": r"recommend\w*|advis\w+|advice|should|counsel\w*|urg\w+|ought",
    "almost": r"almost|nearly|close to|just under|approach\w*",
    "drafted": r"draft\w*|propos\w+|bill|plan(?:s|ned|ning)?|prepar\w+",
    "provisional": r"in principle|provisional\w*|preliminar\w*|tentativ\w*|interim|unconfirmed|unofficial\w*"
    r"|conditional\w*"
    r"|temporar\w*|initial\w*|for (?:now|the time being)|first|so far|condition\w*|not (?:yet )?(?:been )?confirmed"
    r"|subject to|pending|depend\w*|if|once|unless|must|need\w*|requir\w+|still|should",
    "suggested": r"suggest\w*|appear\w*|seem\w*|indicat\w+|hint\w*|point\w* to|may|might|could|probabl[ey]"
    r"|likely|apparently"
    r"|believ\w+|th(?:ink|inks|ought)|possibl[ey]|reportedly|consider\w*|propos\w+|sign",
}
_SIGNS = {kind: regex(rf"\b(?:{words})\b") for kind, words in _KINDS.items()}
# The signs that a wording must not add: what else they mean makes the others too common.
_NOT_ADDED = {
    "may": regex(r"\b(?:may(?! not\b)|might|perhaps|possibly|maybe)\b"),
    "reportedly": regex(  # "police reported that" gives a source, and no doubt
        r"\b(?:reportedly|apparently|supposedly|purportedly|rumou?red|(?:is|are|was|were) (?:also )?(?:said|understood"
        r"|believed|thought|reported) to|it is (?:said|reported))\b"
    ),
    "allegedly": regex(r"\b(?:alleg\w+|accus\w+|suspect\w*|claim(?:s|ed|ing)?(?! (?:[\w,]+ ){0,6}lives))\b"),
    "probably": regex(r"\b(?:probably|presumably)\b"),
    "expected": regex(r"\b(?:expect\w*|forecast\w*|predict\w*)\b"),
    "wanted": regex(r"\b(?:wants?|(?<!for )wanted|hop(?:e|es|ed|ing)|demand\w*|urg\w+)\b(?<!\bfor want)"),
    "considered": regex(r"\b(?:considering|weighing|contemplat\w+)\b"),
    "offered": regex(r"\boffer\w*\b"),
    "warned": regex(r"\b(?:warn\w*|fear\w*)\b"),
    "promised": regex(r"\b(?:promis\w+|pledg\w+|vow\w*)\b"),
    "recommended": regex(r"\b(?:recommend\w*|advis\w+)\b"),
    "tried": regex(r"\b(?:try|tries|tried|trying|attempt\w*)\b"),
}
# The signs that a wording must not lose, where it tells what they are about.
_NOT_LOST = {
    "may": regex(
        r"(?<!\d )(?<!in )(?<!since )\b(?:may|might|could(?! (?:not|no)\b)|possibly|perhaps"
        r"|possible that)\b(?! \d)"
    ),
    "reportedly": regex(
        r"\b(?:reportedly|apparently|supposedly|purportedly|rumou?red|(?:is|are|was"
        r"|were) (?:also )?(?:said|understood|believed|thought|reported) to)\b"
    ),
    "allegedly": regex(
        r"\b(?:alleg\w+|accus(?:e|es|ed|ing)|suspect\w*|(?<!the )(?<!this )(?<!a )claim(?:s|ed|ing)?)\b"
    ),
    "probably": regex(r"\b(?:probably|presumably|(?<!un)likely)\b"),
    "expected": regex(r"\b(?:expect(?:s|ed)?|forecast|predict\w*)\b"),
    "wanted": regex(
        r"\b(?:wants?|wanted|seeks?|seeking|sought|hop(?:e|es|ed)|intends?|intended|plans|planned|planning|urged?"
        r"|asked(?! not to be)|call(?:s|ed|ing) (?:on|for)|demand(?:s|ed|ing)?)\b"
    ),
    "considered": regex(r"\b(?:considering|weighing|examining)\b"),
    "tried": regex(r"\b(?:tries|tried|trying|attempt\w*)\b"),
    "offered": regex(r"\b(?:offer(?:s|ed|ing)?|propos(?:e|es|ed|ing))\b"),
    "planned": regex(
        r"\b(?:planned|scheduled|will|would(?! (?:not|never|comment)\b)|(?:is|are|was|were) (?:about )?to)\b"
    ),
    "warned": regex(r"\b(?:warn(?:s|ed|ing)?|fear(?:s|ed)?)\b"),
    "drafted": regex(r"\b(?:draft(?:s|ed|ing)?)\b"),
    "provisional": regex(
        r"\b(?:in principle|provisional\w*|preliminar\w*|tentativ\w*|unconfirmed|unofficial\w*|conditional\w*"
        r"|subject to|pending)\b"
    ),
    "suggested": regex(
        r"\b(?:suggest(?:s|ed)? that|(?:appear|seem)(?:s|ed)? to|indicat(?:e|es|ed) that|hint(?:s|ed)? (?:at|that))\b"
    ),
    "promised": regex(r"\b(?:promis(?:e|es|ed)|pledg\w+|vow(?:s|ed)?)\b"),
    "believed": regex(r"\b(?:believ(?:e|es|ed)|thinks?)\b"),
    "recommended": regex(r"\b(?:recommend\w*|advis(?:e|es|ed)|should)\b"),
    "almost": regex(r"\b(?:almost|nearly|just under)\b"),
}
# A modal of duty or of the future in place of another.
_FORCE = {
    "must": r"must|has to|have to|had to|need\w*|requir\w+|oblig\w+|bound|compulsory|mandatory"
    r"|force[ds]?|obligat\w+|owes?|should|still has|until|have yet|has yet|demand\w*"
    r"|fine[ds]?|sentence[ds]?|order\w*|told|instruct\w*|tell\w*|ordered|necessary|stands? to|is to|are to|under",
}
_MUST = regex(r"\b(?:must|(?:has|have|had) to(?! do with)|obliged|required|forced|compelled)\b")
_WILL = regex(r"\b(?:will|would|is to|are to)\b (?:not )?(?:be )?(?:\w+ly )?(\w+)")
_MAYBE = regex(r"\b(?:may|might|could|can)\b (?:not )?(?:be |have )?(?:\w+ly )?(\w+)")
_SAID = regex(
    r"\b(?:sa(?:ys?|id|ying)|told|tells?|telling|according|accounts?|announc\w+|report\w*"
    r"|stat(?:es|ed|ement|ing)|estimat\w+|warn\w*"
    r"|conced\w+|admi(?:t|ts|tted|tting)|testif\w+|writ\w+|wrote|add(?:s|ed|ing)|replied"
    r"|repl(?:y|ies)|complain\w*|maintain\w*|argu\w+"
    r"|claim\w*|alleg\w+|accus\w+|den(?:y|ies|ied|ying)|confirm\w*|insist\w*|promis\w+"
    r"|explain\w*|believ\w+|think\w*|words?|view"
    r"|call\w*|describ\w+|declar\w+|show\w*|hold\w*|put|puts|f(?:inds?|ound)(?! guilty)|suggest\w*"
    r"|indict\w*|express\w*|assur\w+|respon\w+|dismiss\w*|reject\w*|criticis\w+|criticiz\w+"
    r"|demand\w*|urg\w+|ask\w*|consider\w*|retort\w*|remark\w*|observ\w+|liken\w*|lament\w*"
    r"|fault\w*|stress\w*|quip\w*|recall\w*|note[sd]?|sp[eo]a?ke?\w*|point\w* out"
    r"|counter\w*|sees?|put\w* \w+ down|predict\w*|expect\w*|forecast\w*|acknowledg\w*"
    r"|results?|attribut\w+|blam\w+|opinion|polls?|surveys?|contend\w*|object\w*|disput\w*|plead\w*|propos\w+|recommend\w*|advis\w+|tell\w*)\b"
)
_SOURCE = regex(
    r"\b(?:sa(?:ys?|id)|(?<!were )(?<!was )(?<!been )told|according to|announced|reported"
    r"|stated|estimates?|argued|argues|maintains?|wrote|added)\b"
)
_ONE_SOURCE = regex(r"\baccording to (?:\w+ ){0,2}(?:estimates?|report\w*|statement|announcement)\b")
_ADVERBS = frozenset(["almost", "probably"])
_CLAUSE_END = regex(r"[;:]|,(?= )")
_REACH = 5  # words behind a sign that it is about


def changed_caution(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The signs of caution that a wording adds or loses, and a source of what is said that it loses or adds."""
    line, lines = folded(wording), [folded(p) for p in passages]
    for kind, sign in _NOT_ADDED.items():
        match = sign.search(line)
        if match and not _is_month(line, match) and not any(_SIGNS[kind].search(other) for other in lines):
            if kind == "may" and any(_SIGNS["considered"].search(other) for other in lines):
                continue  # who considers something might do it
            yield _fault(f"“{match[0]}” is said by no passage")
    for kind, sign in _NOT_LOST.items():
        for other in lines:
            for match in sign.finditer(other):
                kept = _SIGNS[kind].search(line) or (kind == "considered" and _SIGNS["may"].search(line))
                if not kept and _tells(line, other, match, kind):
                    yield _fault(f"the passage’s “{match[0]}” is lost")
    yield from _stronger(line, lines)
    yield from _sources(line, lines)


def _is_month(line: str, match: re.Match[str]) -> bool:
    return match[0] == "may" and re.search(r"(?:\d|in|since|until|by|of|from) $", line[: match.start()]) is not None


def _tells(line: str, other: str, match: re.Match[str], kind: str) -> bool:
    """Whether a wording tells what the sign of a passage is about: the next words of weight behind it."""
    if _is_month(other, match):
        return False
    stop = _CLAUSE_END.search(other, match.end())
    end = stop.start() if stop else len(other)
    behind = [w for w in words_in(other) if match.end() <= w.start < end and not is_free(w)][:_REACH]
    behind = behind or [w for w in words_in(other) if w.end <= match.start() and not is_free(w)][-1:]
    mine = words_in(line)
    shared = sum(has(mine, w) for w in behind)
    if kind in _ADVERBS:
        return bool(behind) and has(mine, behind[0])
    return bool(behind) and shared >= min(2, -(-len(behind) // 2))


def _stronger(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    """A "will" where every passage has a "may" before the same verb; a "must" where none has a duty."""
    maybe = [w for other in lines for m in _MAYBE.finditer(other) for w in words_in(m[1])]
    sure = [w for other in lines for m in _WILL.finditer(other) for w in words_in(m[1])]
    for match in _WILL.finditer(line):
        verb = words_in(match[1])
        if verb and has(maybe, verb[0]) and not has(sure, verb[0]):
            yield _fault(f"“{match[0]}” is certain; the passage says “may”, “might” or “could”")
    must = _MUST.search(line)
    if must and not any(re.search(rf"\b(?:{_FORCE['must']})\b", other) for other in lines):
        yield _fault(f"“{must[0]}” is a duty that no passage states")


def _sources(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    """A source of what is said that a wording leaves out, or names where no passage has one."""
    if lines and all(_SOURCE.search(other) for other in lines) and not _SAID.search(line):
        yield _fault("it is told as a fact; in the passage somebody says it")
    for other in lines:
        if _is_source_lost(line, other):
            yield _fault("who says it is lost: it is told as a fact, or as what somebody else says")
    source = _SOURCE.search(line)
    if source and not any(_SAID.search(other) for other in lines):
        yield _fault(f"“{source[0]}”: no passage gives a source")


def _is_source_lost(line: str, other: str) -> bool:
    """Whether a wording keeps no sign for the first source of a passage, but only those of later deeds."""
    sources = [m[0] for m in _SOURCE.finditer(other)]
    signs = [m[0] for m in _SAID.finditer(line)]
    if len(sources) > 1 and sources[0].startswith("according") and _ONE_SOURCE.search(other):
        sources = sources[:1] + sources[2:]
    later = [w for text in sources[1:] for w in words_in(text)]
    first = words_in(sources[0]) if sources else ()
    kept = [w for text in signs for w in words_in(text)[:1] if not has(later, w) or has(first, w)]
    return len(sources) > 1 and bool(signs) and not kept


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.CAUTION, reason)


def content(words: Sequence[Word]) -> list[Word]:
    """The words of weight among some words."""
    return [w for w in words if not is_free(w)]
