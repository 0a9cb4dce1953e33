"""What a sentence does to what others say: it denies, disputes, doubts, turns, judges, or only asserts.

Each stance is a group of words that any kind of story has. "Rejected the offer" denies nothing, so rejecting
and dismissing count only with a word for what somebody said ("the claim", "that account", "it as").
"""

from __future__ import annotations

import re

from explainery.lexicon.reporting_verbs import JUDGING, VERBS
from explainery.linking.similarity import stems
from explainery.text import folded

_SAID = (
    r"(?:claims?|accusations?|allegations?|accounts?|assertions?|suggestions?|criticisms?|charges?|findings?|reports?|figures?|estimates?|ideas?|notions?|arguments?|"
    r"descriptions?|views?|characteri[sz]ations?|versions?|talk|speculation|rumou?rs?|complaints?|comparisons?|counts?|calculations?|statements?|studies|study|concerns|fears|"
    r"threats?|attribution|narrative|conclusions?|premise|implications?|stud(?:y|ies)|numbers?|totals?|appraisal|document|method)"
)
_REACH = r"(?:[\w'-]+ ){0,5}?"
_WORDS = {
    "denies": r"den(?:y|ies|ied|ying|ials?)\b(?! (?:\w+ )?(?:bail|entry|access|permission|visas?|licen[cs]e|a |an |request|him|them|her|us|any chance|service|parole))",
    "disputes": r"(?<!in a )(?<!the )(?<!, )(?<!\ba )disput(?:e|es|ed|ing)\b(?! (?:over|between|with|in|election|vote|territor\w+|land|islands?|border|waters?)\b)|contradict(?:s|ed|ing)?\b|refut(?:es?|ed|ing)\b|rebut(?:s|ted|ting)?\b|contest(?:s|ed) (?:the|that|this|those)|challeng(?:es?|ed) (?:the|that) (?:claim|account|figure|finding)|took issue|disagree[ds]?\b|at odds with|belied|questioned (?:the|whether|how)|cast doubt",
    "rejects": rf"(?:reject|dismiss)(?:s|es|ed|ing)?\b {_REACH}(?:{_SAID}\b|this\b|that\b|it\b|as\b|having\b)|scoff(?:s|ed) at|laughed off|brush(?:es|ed) (?:off|aside)|shrug(?:s|ged) off|hit back|call(?:s|ed|ing) {_REACH}(?:absurd|baseless|forgery|fake|lies?|nonsense|mistaken|wrong|fabricat\w+|invention|slander\w*)",
    "untrue": r"untrue|false\b|falsehoods?|baseless|unfounded|groundless|without (?:foundation|merit|basis)|fabricat\w+|inventions?\b|made[- ]up|forgery|lies?\b(?= (?:told|by|and|about|spread|to))|a lie\b|nonsense|ridiculous|misremember\w*|misinterpret\w*|misrepresent\w*|(?:was|is|are|were) (?:wrong|absurd|mistaken)|fantas(?:y|ies)|smears?|propaganda|fake|hoax|witch hunt|not (?:credible|true|accurate|so\b|borne out)|never happened|misleading|inaccurate|incorrect",
    "inflated": r"exaggerat\w+|overstat\w+|overblown|inflated|misleading",
    "unproved": r"no (?:evidence|proof|sign|document)\b|any evidence|without evidence|neither a \w+ nor|not a single|backed by no|evidence whatever|rumou?rs|cover story|political trial|pretext",
    "none": r"no such\b|nothing to (?:do with|hide|be sorry)|(?:knew|known) nothing|not aware|no knowledge|no (?:link|connection|role|part|involvement|intention|agreement|formal request|memory|collusion|allegations?|bargaining)\b|any (?:involvement|wrongdoing|link|role|part|connection)|nobody (?:offered|asked|pressured|told|knew)|no one (?:above|had known)",
    "nobody": r"nobody|no one\b|none of|neither .{3,80} nor|(?:there|had) (?:(?:was|is|were|are) |(?:had|has|have) been )?(?:no|never|not|nothing)\b",
    "not": r"(?:had|has|have|did|does|do|was|were|is|are|would|will|could) not\b|n't\b|never\b|cannot\b",
    "upholds": r"insist(?:s|ed|ing)?\b|maintain(?:s|ed) (?:that|he|she|they|it)|stood by|stands? by|defend(?:s|ed|ing)? (?:the|his|her|its|their|himself|herself|itself)|asserted|reiterated|repeat(?:s|ed) (?:that|his|her|its)|always (?:said|maintained|denied|insisted)|fully supported|in good faith|acted (?:properly|responsibly|lawfully|in accordance)|legitimate|met (?:every|or exceeded|all)|in accordance with",
    "replies": r"repl(?:y|ies|ied)\b|respond(?:s|ed|ing)?\b|counter(?:s|ed|ing)?\b(?! ?-?terror)|retort\w*|shot back|hit back|asked (?:about|whether|if)|in response",
    "doubts": r"(?<!no )doubt(?:s|ed|ful|ing)?\b|scepti\w+|skepti\w+|impossible to (?:know|say|tell)|unclear|unproven|questionable|uncertain|no determination|hard to (?:see|believe)|difficult to see|not certain|unconvinc\w+|could not be (?:verified|confirmed)|cannot be (?:verified|known|checked)|has(?:n't| not) (?:yet )?been (?:a )?(?:determin|confirm|prov)\w+",
    "turns": r"^(?:but|however|yet|still|nevertheless|by contrast|others?|instead|in fact)\b|, however,|\bhowever\b|\b(?:but|while|although|though|whereas)\b",
    "rates": r"too (?:low|high|small|large)|far (?:fewer|less|more|lower|higher|below|above)|much (?:lower|higher|less|more)|closer to|(?:less|more|fewer|lower|higher) than (?:the|he|she|they|it|has|had|was)|real (?:number|figure|cost|total)|true (?:number|figure|cost|total)|correct (?:number|figure)|own (?:figure|count|estimate|number)|counted the same|at most\b",
    "puts": r"\bputs? (?:the|it|that|its|at)|\bputting|\bestimat\w+|by (?:the|its|their|his) (?:\w+ )?(?:count|estimate|reckoning|account)|reckons?|calculat\w+|\bcounted|found that|tally|documented",
    "accuses": r"accus(?:e|es|ed|ing|ation\w*)\b|alleg(?:e|es|ed|ing|ation\w*)\b|blam(?:e|es|ed|ing)\b|charged? (?:that|with|her|him|them)|contend\w*|claim(?:s|ed|ing)?\b|suspect\w*|critici[sz]\w+|complain\w*|charge sheet|indictment says|lied\b|violat\w+|broke the law|unlawful|illegal\w*",
    "told": r"\bsa(?:id|ys?|ying)\b|told\b|tells\b|report(?:s|ed)?\b|described\b|testif\w+|wrote\b|warn\w+|believ\w+|announc\w+|confirm\w+|according to|noted\b|argu\w+|shows?\b|predict\w+",
    "unnamed": r"anonym\w+|not authori[sz]ed|(?:two|three|four|several|some|a|one|senior) (?:\w+ ){0,3}(?:officials?|people|diplomats|aides|sources|persons?|residents|witnesses|doctors) (?:with|who|said|familiar|briefed|based|involved|close)|asked not to be|declined to be",
    "opponents": r"opposition|critics|opponents?|lawyers?|attorney|union|activists|campaigners|rights groups?|advoca\w+|organi[sz]ers|rebels|residents|witnesses|family|experts|analysts|researchers",
    "office": r"spokes\w+|ministry|ministers?|embassy|white house|kremlin|government|police|department|company|officials?|press secretary|military|authorit\w+|statement",
    "asks": r"called (?:for|on)|urged|demanded|asked for|proposed|plans? to|hop(?:es|ed)|thanked|will (?:hold|meet|visit|begin|start)|is (?:due|expected|scheduled) to",
}  # fmt: skip
STANCES = {name: re.compile(rf"(?<!\w)(?:{pattern})" if name != "turns" else pattern) for name, pattern in _WORDS.items()}  # fmt: skip
GLAD = re.compile(r"\b(?:welcom\w+|prais\w+|hail\w*|applaud\w*|success\w*|victory|triumph|fair\b|lawful|legal\b|safe\b|progress|milestone|breakthrough|positive|step forward|good (?:news|deal|faith)|support(?:s|ed)|complete\b|clear(?:ed|ly)|certain|effective|right decision|works?\b|orderly|accurate|opportunity|partnership)\b")  # fmt: skip
SORRY = re.compile(r"\b(?:condemn\w*|critici[sz]\w+|denounc\w+|fail(?:s|ed|ure|ures)?|disaster|unfair|unlawful|illegal|unsafe|setback|mistake|robbery|betray\w+|scandal\w*|too (?:little|late|far)|not (?:enough|far enough|serious\w*|complete)|skeptical|sceptical|doubt\w*|dangerous|dismiss\w+|deplor\w+|weak\w*|cynical|fraud\w*|irregularit\w+|shame\w*|ploy|wedge|band-aid|cover-up|farce|sham|mocker\w+|punish\w*|reckless)\b")  # fmt: skip
_CHARGED = r"(?:claims?|accusations?|allegations?|accounts?|assertions?|suggestions?|criticisms?|charges?|descriptions?|rumou?rs|characteri[sz]ations?|complaints?)"
_POINTS_BACK = re.compile(
    rf"\b(?:such|that|those|this|these) (?:[\w-]+ ){{0,2}}?{_SAID}\b|\bthe (?:[\w-]+ )?{_CHARGED}\b|\b(?:reject|dismiss|disput|den[iy]|refut)\w* (?:it|this|that|them|those|any|having|there)\b|\bno such\b|\b(?:that|this|it) (?:was|is) (?:\w+ )?(?:wrong|untrue|false|not|so)\b|\bsaid that it was\b|\ball this\b|\bthe opposite\b"
)
_TELLS = rf"(?:{VERBS}|{'|'.join(JUDGING)}|puts?|estimates?|estimated|reckons?|believes?|contends?|disputed?|disputes|rejects?|counters?|countered|maintains?|found|shows?|asserted|confirmed|documented|testified|questioned|doubts?|doubted|sees?|saw)"
_TOLD_BY = (
    re.compile(r"\b(?:according to|in the words of|by the count of) (?P<who>[^,.;\"]{3,70})"),
    re.compile(r", (?P<who>(?:[^,\"]|, ){2,60}?) (?:said|says|added|told|wrote|estimated)\b[^,]{0,40}\.?$"),
    re.compile(r"['\"],? (?:said|says|asked|added|wrote) (?P<who>[^,.;\"]{3,60})"),
    re.compile(
        rf"^(?:but |however, |yet |while |although |in (?:[\w' -]+), |on (?:[\w' -]+), )?(?P<who>[^\"]{{2,110}}?),? (?:(?:has|have|had|also|later|then|again|always|repeatedly) )*{_TELLS}\b"
    ),
)


def told_by(text: str) -> frozenset[str]:
    """The content words of whoever the sentence gives as its source, as stems; none where it gives none."""
    line = folded(text)
    found = next((m for pattern in _TOLD_BY if (m := pattern.search(line))), None)
    return frozenset(stems(found["who"])) if found else frozenset()


_SCOPE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed)|reject(?:s|ed)|dismiss(?:es|ed)|not|never|no|nobody|without|neither|nor|any|doubts?|doubted|cannot)\b(?: (?:that|having|such|any|the|a|an|been))*|n't\b"
)
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{a})\b"), re.compile(rf"\b(?:{b})\b"))
    for a, b in (
        (r"more|higher|rise|rose|increase\w*|raise\w*", r"less|fewer|lower|f[ae]ll\w*|decrease\w*|cut"),
        (r"open(?:ed)?|unlocked", r"closed|locked|secured|shut"),
        (r"invited|consulted|told|informed|warned|shown", r"left out|excluded|without|kept from|not been|never|only"),
        (r"alone|by himself|one person", r"others|accomplices?|second|two sets|with help"),
        (r"fair|lawful\w*|legal\w*|legitimate|in accordance", r"unfair|unlawful|illegal|unjustified|violat\w+|broke|beaten|sham|farce"),
        (r"own free will|voluntar\w+|chose|walked out|resigned|left", r"forced|made to|dismissed|fired|expelled|deported|no choice"),
        (r"good|clear|calm|orderly", r"bad|fog|smoke|storm|irregularit\w+|complaints|explosion"),
        (r"first|fired|attacked|started", r"returned fire|self-defen[cs]e|response|provok\w+|no weapons?|unarmed"),
        (r"knew|known|aware|informed|told", r"unaware|never (?:knew|told)|learned|no (?:knowledge|memory|idea)|newspapers|not recall"),
        (r"complete\w*|finished|success\w*|certain|sure", r"incomplete|skeptical|sceptical|doubt\w*|fail\w*|impossible|unclear"),
        (r"welcom\w+|positive|opportunity|breakthrough", r"dismiss\w+|band-aid|wedge|ploy|condemn\w+|criticiz\w+|wrong"),
        (r"safe|harmless", r"unsafe|danger\w*|threat|espionage|spy\w*|risk"),
        (r"will|would|expected|certain", r"will not|won't|would not|unlikely|refus\w+"),
        (r"paid|gave|given|received|took|accepted", r"never (?:paid|gave|taken|received)|nothing|not received|no such|legitimate|fair price"),
    )
)  # fmt: skip


def denied(text: str) -> frozenset[str]:
    """The stems of what a sentence says is not so: the words after a denial or a negation."""
    line = folded(text)
    return frozenset(w for m in _SCOPE.finditer(line) for w in stems(" ".join(line[m.end() :].split()[:9])))


def opposites(text: str) -> frozenset[int]:
    """The words of opposition in a sentence: n for one side of the nth, -n for the other."""
    line = folded(text)
    return frozenset(
        sign * n
        for n, sides in enumerate(_OPPOSITES, 1)
        for sign, side in zip((1, -1), sides, strict=True)
        if side.search(line)
    )


def stances(text: str) -> frozenset[str]:
    """The stances of a sentence, by name; "back" where it points back at something said."""
    line = folded(text)
    found = {name for name, pattern in STANCES.items() if pattern.search(line)}
    if _POINTS_BACK.search(line):
        found.add("back")
    found |= {name for name, pattern in (("glad", GLAD), ("sorry", SORRY)) if pattern.search(line)}
    return frozenset(found)
