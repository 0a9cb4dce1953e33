"""The words of reporting: who says, tells, announces, denies."""

from __future__ import annotations

import re
from collections.abc import Iterator

SAYING = (
    "said says say saying told tells tell added adds stated states announced announces declared declares insisted insists "
    "explained explains argued argues noted notes wrote writes tweeted tweets warned warns replied replies "
    "asked asks commented comments continued remarked stressed emphasized emphasised urged urges vowed pledged "
    "claimed claims asserted maintained predicted suggested acknowledged admitted conceded concluded recalled "
    "saying telling adding declaring announcing warning stating insisting noting arguing explaining writing "
    "testified joked quipped posted observed reported reports called calls described describes promised "
    "responded responds answered cautioned exclaimed complained reiterated boasted quoted countered wondered"
).split()
VERBS = "|".join(SAYING)
JUDGING = (
    "welcomed welcomes praised praises condemned condemns criticized criticised criticizes denounced rejected rejects dismissed "
    "denied denies deny warned warns urged urges hailed blamed accused accuses mocked applauded slammed "
    "protested objected demanded demands called deplored supported backed defended vowed insisted insists expressed voiced"
).split()
DENYING = "denied denies deny rejected rejects dismissed disputed disputes refuted".split()
DOUBT = (
    "reportedly allegedly apparently may might could would likely possibly perhaps suspected believed believe "
    "believes thought expected expect appears appear seems seem alleged rumored rumoured speculation suggests fears feared"
).split()
MEDIA = (
    "Reuters|Associated Press|AP|AFP|CNN|BBC|NBC|ABC|CBS|Fox News|Bloomberg|Politico|Axios|Kyodo|Yonhap|"
    "TASS|KCNA|Xinhua|Interfax|RIA(?: Novosti)?|(?:The |the )?(?:New York|Washington|Los Angeles|Financial|Wall Street|Daily|Sunday) "
    "(?:Times|Post|Journal|Mail|Telegraph)|The Guardian|Guardian|Le Monde|Der Spiegel|Al Jazeera|NPR|MSNBC|HuffPost|Sky News"
)

# What ends in a full stop and ends no sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Prof|Rev|St|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|U\.S|U\.N|U\.K|D\.C|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Mass|Conn|Mich|Minn|Md|Va|Pa|Wis|Ill|Ariz|Tenn|Tex|Ore|Ala|Ark|Ga|Ky|Neb|Nev|Okla|Vt|Del)|"
    r"(?<![A-Za-z])[A-Z])\.$"
)
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z\0])|\n")


def starts(text: str, begin: int, end: int) -> Iterator[int]:
    """Where sentences begin after the first, between two offsets of `text`."""
    for stop in _STOP.finditer(text, begin, end):
        if stop[0][0] != "." or not ABBREVIATION.search(text, max(begin, stop.start() - 8), stop.start() + 1):
            yield stop.end()
