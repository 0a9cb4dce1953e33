"""Faults that are seeded into correct pages, each with the rule that must report it: a table of what the check can do.

Each fault changes one place of one file, or deletes the file. The finding is expected on the first line that changed, or on the line with `at`.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from explainery.checking.check import check_project
from explainery.checking.findings import Finding, FindingPlace
from explainery.checking.story_evidence import Memory
from explainery.commands.build import build
from explainery.project import Project
from making import ROOT, port_project, showcase_project

KIM = "docs/kim-putin-2023/"
PORT = "docs/port/"


@dataclass(frozen=True, slots=True)
class SeededFault:
    """A fault.

    Attributes:
        name: for the table.
        code: of the rule that must report it.
        file: the file that is changed, from the project's folder; "*" for the page of the port story that contains `old`.
        old: the text that is replaced; "" to delete the file.
        new: the text that replaces it.
        at: text on the line of the finding, if it is not the first line that changed.
        reported_in: the file of the finding, if it is not the one that is changed.
    """

    name: str
    code: str
    file: str
    old: str
    new: str
    at: str = ""
    reported_in: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A true sentence in other words: the page, the text that is replaced, and its replacement."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a fault is reported by its rule on its line, and every finding."""

    is_reported: bool
    findings: tuple[Finding, ...]


SHOWCASE = (
    SeededFault("changed digit", "EXP103", KIM + "trade.md", "gave North Korea 50,000 tons", "gave North Korea 80,000 tons"),
    SeededFault("changed digit in a table", "EXP103", KIM + "trade.md", "| more than 1,000 containers", "| more than 7,000 containers"),
    SeededFault("changed year", "EXP103", KIM + "background.md", "- **2013:** Russia backed", "- **2016:** Russia backed"),
    SeededFault("changed day", "EXP103", KIM + "index.md", "reached Russia on 12 September", "reached Russia on 14 September"),
    SeededFault("changed figure word", "EXP103", KIM + "background.md", "backed two United Nations resolutions", "backed three United Nations resolutions"),
    SeededFault("swapped name", "EXP103", KIM + "background.md", "Sergei Shoigu, visited", "Sergei Lavrov, visited"),
    SeededFault("added name", "EXP103", KIM + "motives.md", "state’s funds into his military", "state’s funds and China’s into his military"),
    SeededFault("added not", "EXP103", KIM + "trade.md", "Analysts believe that North Korea holds", "Analysts do not believe that North Korea holds"),
    SeededFault("moved citation", "EXP103", KIM + "background.md", "align.[^associated-press-d99c]", "align.[^time-be01]"),
    SeededFault("figure in a heading", "EXP103", KIM + "trade.md", "## What North Korea has", "## What 25 depots of North Korea have"),
    SeededFault("missing citation", "EXP104", KIM + "motives.md", "US officials said.[^associated-press-16f5]", "US officials said."),
    SeededFault("statement of one's own without citation", "EXP104", KIM + "trade.md", "## What followed\n\n", "## What followed\n\nPutin sent 12 trains.\n"),
    SeededFault("mistyped mark", "EXP101", KIM + "background.md", "align.[^associated-press-d99c]", "align.[^associated-press-d99d]"),
    SeededFault("undefined mark", "EXP101", KIM + "trade.md", "Soviet era.[^time-edbf]", "Soviet era.[^time-edbf][^1]"),
    SeededFault("mistyped key of a definition", "EXP101", KIM + "background.md", "[^time-2a45]: **TIME**", "[^time-2a46]: **TIME**", at="Ties appear to have warmed"),
    SeededFault("altered link", "EXP101", KIM + "background.md", "Read it there](https://time.com/6312609", "Read it there](https://time.example/6312609"),
    SeededFault("altered text fragment", "EXP120", KIM + "background.md", "#:~:text=In%202013%2C%20Russia%20supported", "#:~:text=In%202014%2C%20Russia%20supported"),
    SeededFault("altered publisher", "EXP120", KIM + "background.md", "[^time-be01]: **TIME**", "[^time-be01]: **Reuters**"),
    SeededFault("altered title", "EXP120", KIM + "background.md", "[^time-be01]: **TIME**, [*Why Kim Jong Un’s Rare Russia Trip", "[^time-be01]: **TIME**, [*Why Kim Jong Un’s Rare China Trip"),
    SeededFault("altered date", "EXP120", KIM + "background.md", "(sources.md#time-11-september-2023), 11 September 2023. Our digest: “Russia backed", "(sources.md#time-11-september-2023), 12 September 2023. Our digest: “Russia backed"),
    SeededFault("altered passage in a definition", "EXP102", KIM + "background.md", "“Russia backed two United Nations resolutions against", "“Russia vetoed two United Nations resolutions against"),
    SeededFault("altered passage on the sources page", "EXP102", KIM + "sources.md", "“The Soviet Union sponsored North Korea for decades", "“The Soviet Union punished North Korea for decades"),
    SeededFault("altered quotation", "EXP102", KIM + "reactions.md", "a great victory”", "a final victory”"),
    SeededFault("invented quotation", "EXP102", KIM + "reactions.md", "“Russia has the military technology that Kim wants”", "“Nobody will remember this train in a year”"),
    SeededFault("quotation of another article", "EXP102", KIM + "reactions.md", "“Their needs are matched perfectly now.”", "“The Russian army and people will certainly win a great victory”"),
    SeededFault("brackets in place of a word", "EXP102", KIM + "reactions.md", "“No agreements were signed on this issue", "“[All] agreements were ratified on this issue"),
    SeededFault("invented quotation in a heading", "EXP102", KIM + "motives.md", "## Russia: ammunition for a long war", "## Russia: “we have run dry at last”"),
    SeededFault("swapped speaker in a list", "EXP109", KIM + "reactions.md", "- **Dmitry Peskov**, Kremlin spokesman: “No", "- **Yoon Suk Yeol**, president: “No"),
    SeededFault("swapped speaker of one side", "EXP109", KIM + "reactions.md", "- **Vladimir Putin**, president, when Russian media asked about help with satellites: “That’s", "- **Dmitry Peskov**, spokesman, when Russian media asked about help with satellites: “That’s"),
    SeededFault("swapped speaker in a sentence", "EXP109", KIM + "trade.md", "Putin said “That’s why we came here”", "Kim Jong Un said “That’s why we came here”"),
    SeededFault("missing speaker", "EXP109", KIM + "reactions.md", "- **Leif-Eric Easley**, professor in Seoul: “Russia has", "- “Russia has"),
    SeededFault("impossible date", "EXP110", KIM + "index.md", "over on 17 September.", "over on 31 September."),
    SeededFault("wrong weekday", "EXP110", KIM + "trade.md", "In October the White House said that North", "On Tuesday, 13 October 2023, the White House said that North"),
    SeededFault("impossible date in a description", "EXP110", KIM + "index.md", 'description: "In September 2023', 'description: "On 31 September 2023'),
    SeededFault("article from the future", "EXP110", "sources/kim-putin-2023/gzero.md", "published: 2023-09-11", "published: 2923-09-11", at="---"),
    SeededFault("dead link", "EXP111", KIM + "index.md", "[What came before](background.md)", "[What came before](history.md)"),
    SeededFault("dead anchor", "EXP111", KIM + "index.md", "[What came before](background.md)", "[What came before](background.md#the-soviet-years)"),
    SeededFault("dead anchor of a definition", "EXP111", KIM + "background.md", "(sources.md#time-11-september-2023), 11 September 2023. Our digest: “Russia backed", "(sources.md#time-september-2023), 11 September 2023. Our digest: “Russia backed"),
    SeededFault("dead image", "EXP111", KIM + "index.md", "[All the sources]", "![A train](../assets/train.png)\n[All the sources]"),
    SeededFault("dead link on the home page", "EXP111", "docs/index.md", "Every sentence cites", "[The first](kim-putin/index.md). Every sentence cites"),
    SeededFault("dead anchor on another page", "EXP111", "docs/about.md", "[change it](contribute.md)", "[change it](contribute.md#nowhere)"),
    SeededFault("no blank line before a table", "EXP125", KIM + "trade.md", "# Who gives what\n\n| Who gives", "# Who gives what\n\nIn short:\n| Who gives", at="| Who gives | What"),
    SeededFault("a row with a cell too few", "EXP125", KIM + "trade.md", "| Russia | food aid | North Korea |", "| Russia | food aid, North Korea |"),
    SeededFault("text glued to the last footnote", "EXP125", KIM + "motives.md", "\n[^associated-press-16f5]: **Associated", "\n[^my]: **Paper**, “Yes.”\nThis line vanishes.\n[^associated-press-16f5]: **Associated", at="This line vanishes"),
    SeededFault("a figure against one's own citation", "EXP103", KIM + "trade.md", "## What followed\n\n", "## What followed\n\nA loaf costs 9 crowns.[^own]\n\n[^own]: **Baker**, “A loaf costs 5 crowns.”\n\n", at="A loaf costs 9"),
    SeededFault("unused definition", "EXP112", KIM + "motives.md", "US officials said.[^associated-press-16f5]", "US officials said.[^time-076e]", at="[^associated-press-16f5]:"),
    SeededFault("withdrawn article", "EXP113", "sources/kim-putin-2023/reuters-sep14.md", "", "", at="[^reuters-2ce4]:", reported_in=KIM + "index.md"),
    SeededFault("changed sentence of a source", "EXP113", "sources/kim-putin-2023/time.md", "Russia backed two United Nations resolutions", "Russia supported two United Nations resolutions", at="[^time-be01]:", reported_in=KIM + "background.md"),
    SeededFault("conflict mark on a page", "EXP115", KIM + "trade.md", "## What followed\n", "<<<<<<< HEAD\n## What followed\n"),
    SeededFault("conflict mark in a source", "EXP115", "sources/kim-putin-2023/time.md", "\nVladimir Putin wants", "\n>>>>>>> theirs\nVladimir Putin wants"),
    SeededFault("conflict mark in a base", "EXP115", ".explainery/base/kim-putin-2023/trade.md", "\n# Who gives what\n", "\n<<<<<<< HEAD\n# Who gives what\n"),
    SeededFault("front matter without a title", "EXP116", KIM + "trade.md", 'title: "Who gives what: Why Kim Jong Un went to meet Vladimir Putin"\n', "", at="---"),
    SeededFault("empty description", "EXP116", KIM + "motives.md", 'description: "Why Putin and Kim met in September 2023: a war that eats ammunition on one side, sanctions, hunger and nuclear ambition on the other."', 'description: ""'),
    SeededFault("title that is a list", "EXP116", KIM + "sources.md", 'title: "Sources: Why Kim Jong Un went to meet Vladimir Putin"', "title: [Sources]"),
    SeededFault("broken front matter", "EXP107", KIM + "trade.md", 'title: "', 'title: "" "'),
    SeededFault("suppression without a reason", "EXP117", KIM + "trade.md", "older technology but could help Russia by sheer number.[^time-a0d4]", "older technology but could help Russia by sheer number.[^time-a0d4] <!-- explainery: allow EXP103 -->"),
    SeededFault("suppression of nothing", "EXP117", KIM + "trade.md", "older technology but could help Russia by sheer number.[^time-a0d4]", "older technology but could help Russia by sheer number.[^time-a0d4] <!-- explainery: allow EXP103 because it was so -->"),
    SeededFault("suppression of an unknown rule", "EXP117", KIM + "trade.md", "older technology but could help Russia by sheer number.[^time-a0d4]", "older technology but could help Russia by sheer number.[^time-a0d4] <!-- explainery: allow EXP999 because it was so -->"),
    SeededFault("dropped reportedly", "EXP119", KIM + "motives.md", "weapons reportedly also stems", "weapons also stems"),
    SeededFault("roles swapped in a sentence", "EXP121", KIM + "trade.md", "In 2020 Russia gave North Korea 50,000", "In 2020 North Korea gave Russia 50,000"),
    SeededFault("roles swapped in a row", "EXP121", KIM + "trade.md", "| Russia | food aid | North Korea |", "| North Korea | food aid | Russia |"),
    SeededFault("roles swapped in a row of shells", "EXP121", KIM + "trade.md", "| North Korea | artillery shells, rockets, ammunition | Russia |", "| Russia | artillery shells, rockets, ammunition | North Korea |"),
    SeededFault("unit changed", "EXP122", KIM + "trade.md", "gave North Korea 50,000 tons", "gave North Korea 50,000 kilograms"),
    SeededFault("months for years", "EXP122", KIM + "motives.md", "lasted more than 18 months", "lasted more than 18 years"),
    SeededFault("figure made a million", "EXP122", KIM + "trade.md", "gave North Korea 50,000 tons", "gave North Korea 50,000 million tons"),
    SeededFault("opposite verb", "EXP123", KIM + "background.md", "both countries have denied it", "both countries have confirmed it"),
    SeededFault("opposite of accepted", "EXP123", KIM + "reactions.md", "and Putin accepted with pleasure, according", "and Putin declined the visit, according"),
    SeededFault("wrong figure in a description", "EXP124", KIM + "index.md", "took his armoured train to Russia. What", "took his 90 armoured trains to Russia. What"),
    SeededFault("wrong name in a description", "EXP124", KIM + "motives.md", 'description: "Why Putin and Kim met', 'description: "Why Putin and Xi Jinping met'),
    SeededFault("wrong figure in a link", "EXP124", KIM + "index.md", "[All the sources](sources.md)", "[All 47 sources](sources.md)"),
    SeededFault("wrong figure on the home page", "EXP124", "docs/index.md", "\nWhat happened, what", "\n### [Kim in Russia](kim-putin-2023/index.md)\n\nIn September 1987 he went to Russia.\n\nWhat happened, what", at="In September 1987"),
    SeededFault("wrong name on the home page", "EXP124", "docs/index.md", "\nWhat happened, what", "\n### [Kim went to meet Emmanuel Macron](kim-putin-2023/index.md)\n\nWhat happened, what", at="Emmanuel Macron"),
)  # fmt: skip

PORT_OPEN = (
    SeededFault("dropped not", "EXP103", "*", "The union will not come back", "The union will come back"),
    SeededFault("ellipsis that drops a not", "EXP102", PORT + "reactions.md", "“We will not sell our weekends", "“We will … sell our weekends"),
    SeededFault("another's name as speaker", "EXP109", PORT + "reactions.md", "**Mara Lindqvist**", "**Olle Brandt**"),
    SeededFault("million for billion", "EXP122", "*", "lost 3 million crowns", "lost 3 billion crowns"),
    SeededFault("dollars for crowns", "EXP122", "*", "bonus of 500 crowns", "bonus of 500 dollars"),
    SeededFault("points for percent", "EXP122", "*", "offered the union 4 percent", "offered the union 4 points"),
    SeededFault("refused becomes accepted", "EXP123", "*", "he union had refused an offer", "he union had accepted an offer"),
    SeededFault("eleven becomes nine", "EXP103", "*", "lasted eleven days", "lasted nine days"),
    SeededFault("added not in a row", "EXP103", "*", "Norsea wants longer shifts", "Norsea does not want longer shifts"),
    SeededFault("day of another passage", "EXP103", "*", "\nDockers walked out at the port of Arlen on 2 March 2026", "\nDockers walked out at the port of Arlen on 6 March 2026"),
    SeededFault("headline figure", "EXP124", PORT + "index.md", 'title: "Why the port stands still"', 'title: "Why 30 ports stand still"'),
    SeededFault("roles of a sentence", "EXP121", "*", "The harbour company Norsea offered the union 4", "The union offered Norsea 4"),
)  # fmt: skip

_OUT = "Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed."
PORT_QUOTE = (
    SeededFault("unmarked text under quote", "EXP106", PORT + "index.md", "\nWhat all this", f"\n{_OUT}\n\nWhat all this", at=_OUT),
    SeededFault("another speaker under quote", "EXP109", PORT + "reactions.md", "- **Mara Lindqvist**, who leads the union: “", "- **Olle Brandt**, who leads the union: “"),
    SeededFault("no speaker under quote", "EXP109", PORT + "reactions.md", "- **Mara Lindqvist**, who leads the union: “", "- “"),
    SeededFault("unmarked text in a description", "EXP106", PORT + "index.md", "What happened, why, and who said what, from two sources.", _OUT),
    SeededFault("altered passage under quote", "EXP102", PORT + "reactions.md", "“We will not sell our weekends”", "“We will not give up our weekends”"),
)  # fmt: skip


# Written after the rules, to see which faults they report that they were not written for.
UNSEEN = (
    SeededFault("Moscow warned that it would answer", "EXP103", KIM + "trade.md", "Washington warned that it would answer", "Moscow warned that it would answer"),
    SeededFault("Putin asked Kim to visit Russia", "EXP121", KIM + "reactions.md", "Kim asked Putin to visit North Korea", "Putin asked Kim to visit Russia"),
    SeededFault("North Korea is trying to buy Russian ammunition", "EXP121", KIM + "motives.md", "Russia is trying to buy North Korean ammunition", "North Korea is trying to buy Russian ammunition"),
    SeededFault("The White House told Reuters that Wagner had sold arms to No", "EXP121", KIM + "background.md", "The White House told Reuters that North Korea had sold arms to Wagner", "The White House told Reuters that Wagner had sold arms to North Korea"),
    SeededFault("tens of thousands of compatible", "EXP122", KIM + "trade.md", "tens of millions of compatible", "tens of thousands of compatible"),
    SeededFault("declared over on 18 September", "EXP103", KIM + "index.md", "declared over on 17 September", "declared over on 18 September"),
    SeededFault("**John Kirby**, White House spokesman, said", "EXP109", KIM + "reactions.md", "**Jake Sullivan**, White House national security adviser, said", "**John Kirby**, White House spokesman, said"),
    SeededFault("**Dmitry Peskov**, ambassador to North Korea, said", "EXP109", KIM + "reactions.md", "**Alexander Matsegora**, ambassador to North Korea, said", "**Dmitry Peskov**, ambassador to North Korea, said"),
    SeededFault("**Joe Biden**, president, called", "EXP103", KIM + "reactions.md", "**Yoon Suk Yeol**, president, called", "**Joe Biden**, president, called"),
    SeededFault("had lasted less than 18 months", "EXP123", KIM + "motives.md", "had lasted more than 18 months", "had lasted less than 18 months"),
    SeededFault("opened its borders", "EXP123", KIM + "background.md", "shut its borders", "opened its borders"),
    SeededFault("Western sanctions made it easier", "EXP123", KIM + "motives.md", "Western sanctions made it harder", "Western sanctions made it easier"),
    SeededFault("Russia opposed two United", "EXP123", KIM + "background.md", "Russia backed two United", "Russia opposed two United"),
)  # fmt: skip

# What no rule reports: the meaning has changed, but the names, figures and words of the passage are all there.
MISSED = (
    SeededFault("North Korea stands ready to give food aid, its ambassador sa", "EXP121", KIM + "trade.md", "Russia stands ready to give food aid, its ambassador said", "North Korea stands ready to give food aid, its ambassador said"),
    SeededFault("Kim asked Shoigu for more ammunition", "EXP121", KIM + "background.md", "Shoigu asked Kim for more ammunition", "Kim asked Shoigu for more ammunition"),
    SeededFault("fewer than 1,000 containers of munitions and military equipm", "EXP123", KIM + "trade.md", "more than 1,000 containers of munitions and military equipment for", "fewer than 1,000 containers of munitions and military equipment for"),
    SeededFault("in Moscow were their first personal", "EXP103", KIM + "background.md", "in Vladivostok were their first personal", "in Moscow were their first personal"),
    SeededFault("from 1 October to 7 September", "EXP103", KIM + "trade.md", "from 7 September to 1 October", "from 1 October to 7 September"),
    SeededFault("signed many agreements", "EXP123", KIM + "index.md", "signed no agreements", "signed many agreements"),
    SeededFault("could hardly help Russia by sheer number", "EXP123", KIM + "trade.md", "could help Russia by sheer number", "could hardly help Russia by sheer number"),
)  # fmt: skip

# None of these may be reported.
REWORDED = (
    Rewording(KIM + "trade.md", "In 2020 Russia gave North Korea 50,000 tons of wheat free of charge", "North Korea got 50,000 tons of wheat from Russia free of charge in 2020"),
    Rewording(KIM + "trade.md", "In 2020 Russia gave North Korea 50,000 tons of wheat free of charge", "A gift of fifty thousand tons of wheat went from Russia to North Korea in 2020"),
    Rewording(KIM + "reactions.md", "Kim asked Putin to visit North Korea, and Putin accepted", "Putin was asked by Kim to visit North Korea and accepted"),
    Rewording(KIM + "background.md", "both countries have denied it", "neither country confirmed it"),
    Rewording(KIM + "background.md", "both countries have denied it", "both governments say that this is not so"),
    Rewording(KIM + "reactions.md", "called military cooperation between Russia and North Korea “illegal and unjust”", "said “illegal and unjust” of the cooperation between Russia and North Korea"),
    Rewording(KIM + "index.md", "He reached Russia on 12 September", "He reached Russia on Tuesday, 12 September"),
    Rewording(KIM + "motives.md", "It reportedly wants cheap oil and grain.", "It is said to want cheap oil and grain."),
    Rewording(KIM + "trade.md", "“That’s why we came here”.", "“That’s why we came here”, in his words."),
    Rewording(KIM + "motives.md", "“Their needs are matched perfectly now,” he told the Associated Press.", "“Their needs are matched perfectly now,” the scholar told the Associated Press."),
    Rewording(KIM + "motives.md", "“Their needs are matched perfectly now,” he told the Associated Press.", "“Their needs are matched perfectly now.”"),
    Rewording(KIM + "reactions.md", "- **Leif-Eric Easley**, professor in Seoul: “", "- A professor in Seoul: “"),
    Rewording(KIM + "trade.md", "more than 1,000 containers of munitions and military equipment for", "over a thousand containers of munitions and military equipment for"),
    Rewording(KIM + "background.md", "Russia backed two United Nations resolutions", "Moscow supported two resolutions of the United Nations"),
    Rewording(KIM + "motives.md", "Western sanctions made it harder for Russian arms makers", "Because of Western sanctions Russian arms makers found it harder"),
    Rewording(KIM + "background.md", "ammunition for the North’s invasion", "ammunition for the invasion"),
    Rewording(KIM + "trade.md", "Washington warned that it would answer weapons transfers with further sanctions.", "The answer to weapons transfers would be further sanctions, Washington warned."),
    Rewording(KIM + "index.md", "was Kim’s first trip abroad since the pandemic", "was the first trip that Kim made abroad since the pandemic"),
    Rewording(KIM + "reactions.md", "- **Dmitry Peskov**, Kremlin spokesman: “No", "- The Kremlin’s spokesman, Peskov: “No"),
    Rewording(KIM + "reactions.md", "- **Dmitry Peskov**, Kremlin spokesman: “No", "- The Kremlin: “No"),
    Rewording(KIM + "trade.md", "## What followed", "## What followed in October 2023"),
    Rewording(KIM + "trade.md", "more than 1,000 containers of munitions and military equipment for", "at least 1,000 containers of munitions and military equipment for"),
    Rewording(KIM + "background.md", "shut its borders", "closed its borders"),
    Rewording(KIM + "reactions.md", "is not aimed at third countries and should worry nobody", "is aimed at no third countries and should worry nobody"),
    Rewording(KIM + "trade.md", "North Korea has long sold arms to states under sanctions, such as Syria and Myanmar", "States under sanctions, such as Syria and Myanmar, have long bought arms from North Korea"),
    Rewording(KIM + "background.md", "In the Korean War the Soviet Union supplied warplanes, pilots and ammunition for the North’s invasion of South Korea", "For its invasion of South Korea in the Korean War the North got warplanes, pilots and ammunition from the Soviet Union"),
    Rewording(KIM + "trade.md", "In 2020 Russia gave North Korea 50,000 tons of wheat free of charge", "50,000 tons of wheat were given to North Korea by Russia in 2020, free of charge"),
    Rewording(KIM + "background.md", "The White House told Reuters that North Korea had sold arms to Wagner, a Russian mercenary group", "Wagner, a Russian mercenary group, had bought arms from North Korea, the White House told Reuters"),
    Rewording(KIM + "motives.md", "Russia is trying to buy North Korean ammunition because the war in Ukraine has drained its reserves", "North Korea has ammunition that Russia is trying to buy because the war in Ukraine has drained its reserves"),
    Rewording(KIM + "index.md", "North Korea had sent Russia more than 1,000", "Russia had received from North Korea more than 1,000"),
    Rewording(KIM + "index.md", "North Korea had sent Russia more than 1,000", "Russia had got more than 1,000"),
    Rewording(KIM + "background.md", "Shoigu asked Kim for more ammunition on that visit", "Kim was asked for more ammunition by Shoigu on that visit"),
    Rewording(KIM + "index.md", "signed no agreements", "did not sign agreements"),
    Rewording(KIM + "background.md", "Ties appear to have warmed", "Relations seem warmer"),
    Rewording(KIM + "trade.md", "reached “a satisfactory agreement and consensus of views”", "agreed: “a satisfactory agreement and consensus of views”"),
    Rewording(KIM + "reactions.md", "**Kim Jong Un**, leader, on what he called a “sacred struggle”: “", "**Kim**, on what he called a “sacred struggle”: “"),
    Rewording(KIM + "trade.md", "help with satellites, Putin said “That’s", "help with satellites, Russia’s president said “That’s"),
    Rewording(KIM + "trade.md", "help with satellites, Putin said “That’s", "help with satellites, Moscow said “That’s"),
    Rewording(KIM + "trade.md", "| Russia | food aid | North Korea |", "| Moscow | food aid | Pyongyang |"),
    Rewording(KIM + "motives.md", "By September 2023 the war had lasted more than 18 months", "By September 2023 the war had lasted a year and a half"),
    Rewording(KIM + "motives.md", "Kim has put most of the state’s funds", "Most of the state’s funds has Kim put"),
)  # fmt: skip

_MORE = """
The union will not come back to the table on Friday, Norsea said.
Norsea lost 3 million crowns on Tuesday alone.
On 1 March 2026 the union had refused an offer of 3 percent and a bonus, Norsea said.
"""


# Rules that compare a statement with what it cites: other lines of the page do not matter to them.
_OF_STATEMENTS = {"EXP102", "EXP103", "EXP109", "EXP119", "EXP121", "EXP122", "EXP123"}


def grounds(root: Path) -> dict[str, Project]:
    """The projects into which faults are seeded, made below a folder: the showcase, and the port story in two rights."""
    for name in ("showcase", "open", "quote"):
        (root / name).mkdir()
    port = {rights: _extended_port(root / rights, rights) for rights in ("open", "quote")}
    return {"showcase": showcase_project(root / "showcase"), **port}


def _extended_port(root: Path, rights: str) -> Project:
    """The port story, built, with a "not" and a million in it."""
    project = port_project(root, rights=rights)
    source = project.sources / "port" / "courier.md"
    source.write_text(source.read_text("utf-8") + _MORE, "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    build(project)
    return project


def outcome(project: Project, fault: SeededFault, memory: Memory) -> Outcome:
    """Seed a fault, check the project, and restore the file."""
    return _outcomes_together(project, [fault], memory)[fault.name]


def outcomes(project: Project, faults: Sequence[SeededFault], memory: Memory) -> dict[str, Outcome]:
    """The outcome of each fault, by name. Faults on different pages, or on different lines of a page, share a check.

    One fault can hide another, so a fault that is missed is seeded again, alone.
    """
    results: dict[str, Outcome] = {}
    for group in _groups(project, faults):
        results |= _outcomes_together(project, group, memory)
        missed = [fault for fault in group if len(group) > 1 and not results[fault.name].is_reported]
        results |= {fault.name: outcome(project, fault, memory) for fault in missed}
    return results


def _groups(project: Project, faults: Sequence[SeededFault]) -> list[list[SeededFault]]:
    """The faults in groups that can share a check; alone if a fault changes more than its page."""
    alone: list[list[SeededFault]] = []
    shared: list[dict[tuple[Path, int], SeededFault]] = []
    for fault in faults:
        path = _file(project, fault)
        if fault.reported_in or not fault.old or project.docs not in path.parents:
            alone.append([fault])
            continue
        place = path, _line(fault, path.read_text("utf-8"))
        group = next((g for g in shared if _is_apart(place, g)), None)
        if group is None:
            shared.append({place: fault})
        else:
            group[place] = fault
    return [*alone, *(list(group.values()) for group in shared)]


def _is_apart(place: tuple[Path, int], group: Mapping[tuple[Path, int], SeededFault]) -> bool:
    """Whether no fault of the group is on this page, or each on a line of its own."""
    lines = [line for path, line in group if path == place[0]]
    return not lines or (0 not in {*lines, place[1]} and place[1] not in lines)


def _line(fault: SeededFault, text: str) -> int:
    """The line of a statement with a fault, if all else stays as it is: every line, and what others cite; otherwise 0."""
    start = text.find(fault.old)
    line = 1 + text[:start].count("\n")
    keeps_lines = "\n" not in fault.old + fault.new and not fault.at
    is_statement = fault.code in _OF_STATEMENTS and not text.splitlines()[line - 1].startswith("[^")
    return line if start >= 0 and keeps_lines and is_statement else 0


def _outcomes_together(project: Project, group: Sequence[SeededFault], memory: Memory) -> dict[str, Outcome]:
    """Seed a group of faults, check once, and restore the files."""
    paths = {fault.name: _file(project, fault) for fault in group}
    before = {path: path.read_text("utf-8") for path in paths.values()}
    stories = {_story(project, path) for path in before}
    try:
        places = {f.name: _seeded(project, f, paths[f.name], before[paths[f.name]]) for f in group}
        findings = check_project(project, [] if "" in stories else stories, lambda _: None, memory=memory).findings
    finally:
        for path, text in before.items():
            path.write_text(text, "utf-8")
    reported = {finding.place for finding in findings}
    return {name: Outcome(place in reported, findings) for name, place in places.items()}


def _story(project: Project, path: Path) -> str:
    """The story that a page or an article belongs to, "" for none: then everything is checked."""
    inside = next((path.relative_to(f).parts for f in (project.docs, project.sources) if f in path.parents), ())
    return inside[0] if len(inside) > 1 else ""


def _seeded(project: Project, fault: SeededFault, path: Path, before: str) -> FindingPlace:
    """Change the file, in which others may be seeded already, and say where the finding should be."""
    assert fault.old in before, f"{fault.name}: {fault.old!r} is not in {path.name}"
    after = before.replace(fault.old, fault.new, 1)
    if not fault.old:
        path.unlink()
        return _expected_place(project, fault, path, before, after)
    seeded, line = path.read_text("utf-8"), _line(fault, before)
    path.write_text(_with_line(seeded, after, line) if line else after, "utf-8")
    return _expected_place(project, fault, path, before, after)


def _with_line(text: str, other: str, line: int) -> str:
    """A text with a line of another."""
    rows, others = text.split("\n"), other.split("\n")
    return "\n".join([*rows[: line - 1], others[line - 1], *rows[line:]])


def _expected_place(project: Project, fault: SeededFault, path: Path, before: str, after: str) -> FindingPlace:
    file = fault.reported_in or path.relative_to(project.root).as_posix()
    text = (project.root / file).read_text("utf-8")
    if fault.at:
        return FindingPlace(file, 1 + text[: text.index(fault.at)].count("\n"), fault.code)
    first = next(i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    return FindingPlace(file, 1 + after[:first].count("\n"), fault.code)


def _file(project: Project, fault: SeededFault) -> Path:
    if fault.file != "*":
        return project.root / fault.file
    pages = [p for p in sorted((project.docs / "port").glob("*.md")) if p.name != "sources.md"]
    bodies = {p: p.read_text("utf-8").split("\n## Sources for")[0] for p in pages}
    return next((p for p, text in bodies.items() if fault.old in text), pages[0])


def rewording_groups() -> list[list[Rewording]]:
    """The rewordings in groups in which no two change the same text, so that each group is checked at once."""
    groups: list[list[Rewording]] = []
    for rewording in REWORDED:
        old = rewording.old
        group = next((g for g in groups if all(old not in r.old and r.old not in old for r in g)), None)
        if group is None:
            groups.append([rewording])
        else:
            group.append(rewording)
    return groups


def findings_after(project: Project, rewordings: list[Rewording], memory: Memory) -> list[Finding]:
    """The findings after all these rewordings; the pages are restored."""
    before = {r.file: (project.root / r.file).read_text("utf-8") for r in rewordings}
    after = dict(before)
    for r in rewordings:
        assert r.old in after[r.file], r.old
        after[r.file] = after[r.file].replace(r.old, r.new, 1)
    try:
        for file, text in after.items():
            (project.root / file).write_text(text, "utf-8")
        return list(check_project(project, [], lambda _: None, memory=memory).findings)
    finally:
        for file, text in before.items():
            (project.root / file).write_text(text, "utf-8")
