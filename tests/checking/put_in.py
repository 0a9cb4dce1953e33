"""Statements that put names, dates and roles in for a passage's words: right ones, which pass, and wrong ones.

The story is invented. Each case names its story, a passage by its first words and gives a statement that cites it. The right ones
are what copy-editing makes of the passages, and what a person makes of them by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, evidence_of
from explainery.checking.markdown_extensions import parser_of
from explainery.checking.page import checked_page
from explainery.checking.rules import RULES
from explainery.checking.site_index import Site
from explainery.config import StorySettings
from explainery.linking import link
from explainery.marking import mark
from explainery.reading.assemble import article_of

HEAD = "---\ntitle: {title}\npublisher: {publisher}\npublished: {published}\nrights: open\n---\n"
_POST = (
    HEAD.format(title="Selm bridge stays shut", publisher="Arlen Post", published="2026-03-07")
    + """\
Odile Kramm, the transport minister, closed the Selm bridge on Thursday after engineers found cracks in two pillars.
She said that the bridge would stay shut until May.

Jonas Dreyer, chief executive of the shipping company Norline, called the closure a disaster for the whole port.
Asked about it again, he did not rule out sending ships to Westport.
But earlier in the day, he praised the engineers for their speed.
“We have warned of this for years,” he told reporters on Friday.
“Nobody listened to our engineers at all.”

Norline lost 3 million crowns last month.
The company has sent two of its ferries to Westport.

The transport ministry had promised repairs of the bridge in 2024.
The ministry has not said who will pay for them.

Kramm and Dreyer spoke about the ferries for an hour.
They will meet again on Monday.
The bridge was opened in May, long before the first ferry.
"""
)
_COURIER = (
    HEAD.format(title="Cracks were known", publisher="Courier", published="2026-03-09")
    + """\
The engineer Amaka Achebe had reported the cracks on 7 September 2025, documents show.
“The reports were lying on a desk in the ministry all winter,” she said.

The finance minister, Paul Sorrel, said that there was no money for a new bridge.
He said that 50,000 tons of wheat at the port would be moved by rail.
The barges are believed to have been paid for by the port, officials said.
Talks with the builders ran from 2 February to 4 February.
Two days later the builders left the town.
"""
)


@dataclass(frozen=True, slots=True)
class PutIn:
    """A statement, the first words of the passage that it cites, and the rule that must report it ("" for none), its story."""

    passage: str
    statement: str
    code: str = ""
    story: str = "bridge"


BRIDGE = (_POST, _COURIER)

RIGHT = (
    # What copy-editing does
    PutIn("Odile Kramm, the", "Odile Kramm, the transport minister, closed the Selm bridge on 5 March 2026 after engineers found cracks in two pillars."),
    PutIn("She said that", "Odile Kramm, the transport minister, said that the bridge would stay shut until May 2026."),
    PutIn("Asked about it", "Asked about it again, Jonas Dreyer did not rule out sending ships to Westport."),
    PutIn("But earlier in", "Jonas Dreyer praised the engineers for their speed."),
    PutIn("“We have warned", "“We have warned of this for years,” Jonas Dreyer told reporters on 6 March 2026."),
    PutIn("“We have warned", "- **Jonas Dreyer**, chief executive of Norline: “We have warned of this for years”"),
    PutIn("“Nobody listened", "Jonas Dreyer said: “Nobody listened to our engineers at all.”"),
    PutIn("“Nobody listened", "**Jonas Dreyer**, chief executive: “Nobody listened to our engineers at all.”"),
    PutIn("Norline lost", "Norline lost 3 million crowns in February 2026."),
    PutIn("The company has", "Norline has sent two of its ferries to Westport."),
    PutIn("The ministry has", "The transport ministry has not said who will pay for them."),
    PutIn("They will meet", "Kramm and Dreyer will meet again on 9 March 2026."),
    PutIn("The bridge was", "The bridge was opened in May 2025, long before the first ferry."),
    PutIn("“The reports were", "“The reports were lying on a desk in the ministry all winter,” Amaka Achebe said."),
    PutIn("“The reports were", "**Amaka Achebe**, engineer: “The reports were lying on a desk in the ministry all winter”"),
    PutIn("He said that 50,000", "Paul Sorrel, the finance minister, said that 50,000 tons of wheat at the port would be moved by rail."),
    # What a person does
    PutIn("Asked about it", "Asked about it, Dreyer did not rule it out."),
    PutIn("Asked about it", "Norline’s chief executive, Jonas Dreyer, did not rule out sending ships to Westport."),
    PutIn("Asked about it", "The head of Norline did not rule out sending ships to Westport."),
    PutIn("She said that", "The bridge will stay shut until May, the minister said."),
    PutIn("She said that", "Kramm said that the bridge would stay shut."),
    PutIn("Odile Kramm, the", "On Thursday, 5 March 2026, minister Odile Kramm closed the bridge because of cracks."),
    PutIn("Odile Kramm, the", "The bridge was closed in early March 2026 by the minister of transport, Odile Kramm."),
    PutIn("“We have warned", "“We have warned of this for years,” said the boss of Norline, Jonas Dreyer."),
    PutIn("“We have warned", "“We have warned of this for years,” he said."),
    PutIn("Norline lost", "The month of February 2026 cost Norline 3 million crowns."),
    PutIn("They will meet", "The minister and Dreyer will meet again."),
    PutIn("They will meet", "Odile Kramm will meet Jonas Dreyer again on 9 March."),
    PutIn("The engineer Amaka", "Achebe, an engineer, had reported the cracks in September 2025."),
    PutIn("The engineer Amaka", "The cracks had been known since 7 September 2025, documents show."),
    PutIn("He said that 50,000", "50,000 tons of grain would be moved by rail, Sorrel said."),
    PutIn("The barges are", "The port is thought to have paid for the barges."),
    PutIn("The barges are", "Officials believe that the port has paid for the barges."),
    PutIn("Talks with the", "Talks with the builders ran from 2 to 4 February 2026."),
    PutIn("Two days later", "The builders left the town on 6 February 2026."),
    # Lists and tables
    PutIn("Odile Kramm, the", "- **Odile Kramm**, the transport minister"),
    PutIn("The finance minister", "- **Paul Sorrel**, finance minister"),
    PutIn("Jonas Dreyer, chief", "- **Jonas Dreyer**, chief executive of Norline"),
    PutIn("Jonas Dreyer, chief", "| Who | Role |\n|---|---|\n| Jonas Dreyer | chief executive of the shipping company Norline |"),
    PutIn("Odile Kramm, the", "| When | What happened |\n|---|---|\n| 5 March 2026 | Odile Kramm closed the Selm bridge after engineers found cracks. |"),
)  # fmt: skip

WRONG = (
    # Names
    PutIn("She said that", "Amaka Achebe said that the bridge would stay shut until May.", "EXP103"),
    PutIn("She said that", "Jonas Dreyer said that the bridge would stay shut until May.", "EXP126"),
    PutIn("She said that", "Norline said that the bridge would stay shut until May.", "EXP126"),
    PutIn("Asked about it", "Asked about it again, Odile Kramm did not rule out sending ships to Westport.", "EXP126"),
    PutIn("Asked about it", "Asked about it again, Paul Sorrel did not rule out sending ships to Westport.", "EXP103"),
    PutIn("But earlier in", "Odile Kramm praised the engineers for their speed.", "EXP126"),
    PutIn("“We have warned", "“We have warned of this for years,” Paul Sorrel told reporters on 6 March 2026.", "EXP103"),
    PutIn("“We have warned", "“We have warned of this for years,” Odile Kramm told reporters on 6 March 2026.", "EXP109"),
    PutIn("“We have warned", "Achebe said: “We have warned of this for years”", "EXP109"),
    PutIn("“Nobody listened", "Odile Kramm said: “Nobody listened to our engineers at all.”", "EXP109"),
    PutIn("“Nobody listened", "**Odile Kramm**, transport minister: “Nobody listened to our engineers at all.”", "EXP109"),
    PutIn("“The reports were", "Sorrel said: “The reports were lying on a desk in the ministry all winter”", "EXP109"),
    PutIn("“The reports were", "“The reports were lying on a desk in the ministry all winter,” Paul Sorrel said.", "EXP126"),
    PutIn("The company has", "Westport Lines has sent two of its ferries to Westport.", "EXP103"),
    PutIn("The company has", "Jonas Dreyer has sent two of its ferries to Westport.", "EXP126"),
    PutIn("The ministry has", "Odile Kramm has not said who will pay for them.", "EXP103"),
    PutIn("They will meet", "Odile Kramm will meet again on 9 March 2026.", "EXP126"),
    PutIn("He said that 50,000", "Amaka Achebe said that 50,000 tons of wheat at the port would be moved by rail.", "EXP126"),
    PutIn("Kramm and Dreyer", "Paul Kramm and Dreyer spoke about the ferries for an hour.", "EXP103"),
    # Dates
    PutIn("Odile Kramm, the", "Odile Kramm closed the Selm bridge on 6 March 2026.", "EXP103"),
    PutIn("Odile Kramm, the", "Odile Kramm closed the Selm bridge on 7 March 2026.", "EXP126"),
    PutIn("Odile Kramm, the", "Odile Kramm closed the Selm bridge on 5 April 2026.", "EXP126"),
    PutIn("She said that", "Odile Kramm said that the bridge would stay shut until May 2025.", "EXP103"),
    PutIn("She said that", "Odile Kramm said that the bridge would stay shut until June.", "EXP126"),
    PutIn("Norline lost", "Norline lost 3 million crowns in March 2026.", "EXP126"),
    PutIn("Norline lost", "Norline lost 3 million crowns in January 2026.", "EXP126"),
    PutIn("They will meet", "Kramm and Dreyer will meet again on 16 March 2026.", "EXP103"),
    PutIn("The engineer Amaka", "Amaka Achebe had reported the cracks on 7 August 2025, documents show.", "EXP126"),
    PutIn("The bridge was", "The bridge was opened in May 2026, long before the first ferry.", "EXP126"),
    # Roles
    PutIn("She said that", "Odile Kramm, the finance minister, said that the bridge would stay shut until May.", "EXP126"),
    PutIn("But earlier in", "Jonas Dreyer, the transport minister, praised the engineers for their speed.", "EXP126"),
    PutIn("“The reports were", "**Amaka Achebe**, chief executive: “The reports were lying on a desk in the ministry all winter”", "EXP126"),
    PutIn("He said that 50,000", "Paul Sorrel, the prime minister, said that 50,000 tons of wheat would be moved by rail.", "EXP126"),
    PutIn("He said that 50,000", "Paul Sorrel, the former finance minister, said that 50,000 tons of wheat would be moved by rail.", "EXP126"),
    PutIn("Odile Kramm, the", "- **Odile Kramm**, the port’s director", "EXP126"),
    PutIn("Jonas Dreyer, chief", "| Who | Role |\n|---|---|\n| Jonas Dreyer | spokesman of the shipping company Norline |", "EXP126"),
    # Other words
    PutIn("He said that 50,000", "Paul Sorrel said that 50,000 tons of rice at the port would be moved by rail.", "EXP122"),
    PutIn("The barges are", "The barges have been paid for by the port, officials said.", "EXP119"),
)  # fmt: skip

SETTINGS = StorySettings()
_PARSER = parser_of((["footnotes", "toc", "tables"], {}), "mkdocs.yml")


def evidence_from(texts: Iterable[str]) -> Evidence:
    """The sources of a story, from the texts of its articles."""
    articles = [article_of(text, Path(f"{number}.md")) for number, text in enumerate(texts)]
    return evidence_of(link("story", [mark(a, SETTINGS) for a in articles], SETTINGS), SETTINGS, 0.34)


def reported(case: PutIn, evidence: Evidence) -> list[str]:
    """The codes of the rules that report a statement, and what they say."""
    passage = next(p for p in evidence.by_key.values() if p.words.startswith(case.passage))
    mark_ = f"[^{passage.key}]"
    line = case.statement.removesuffix(" |") + f"{mark_} |" if case.statement[0] == "|" else case.statement + mark_
    page = checked_page(
        "docs/selm/trade.md",
        "selm/trade.md",
        f"---\ntitle: A\ndescription: B\n---\n{line}\n\n{mark_}: A letter.\n",
        _PARSER,
    )
    context = Context(evidence, Site(Path("docs"), "docs", _PARSER))
    checks = [(c, check) for c, r in RULES.items() for check in (r.on_page, r.on_any) if check and c != "EXP120"]
    return [f"{code} {fault.message}" for code, check in checks for fault in check(page, context)]
