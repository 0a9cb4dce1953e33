"""More statements that put names, dates and roles in: of two stories that were written after the rules.

At first the rules reported 11 of the 59 right ones and passed over 6 of the 56 wrong ones; then they were mended, so
that a fresh story is needed for the next figure. `tests/checking/put_in.py` says what a case is. `PASSED_OVER` are wrong, and no rule reports them.
"""

from __future__ import annotations

from checking.put_in import HEAD, PutIn

STORIES = {
    "hospital": (
        HEAD.format(title="Hospital strike enters second week", publisher="Lakeland Times", published="2025-11-12")
        + """\
Nurses at Brenmoor General Hospital walked out on 3 November over staffing, and talks broke down on Tuesday.

Maria Oduya, who leads the nurses' union, said members were exhausted.
“We have 14 nurses where there should be 30,” she said at a rally in Brenmoor.
Her deputy, Tom Rask, called for a vote by Friday.
He warned that other hospitals could follow.

Hospital director Henrik Vaal offered a bonus of 900 crowns last week.
The union rejected it within hours.
“This is an insult,” Oduya told the Lakeland Times.
“It does not bring us one nurse.”

Vaal, a former surgeon, has run the hospital since 2019.
He has promised to hire 40 nurses by March.
The hospital reportedly spent 2 million crowns on agency staff in October.

In a letter on Monday, Health Minister Ana Brandt urged both sides to return to talks.
She said the government would not intervene.
The opposition leader, Piet Koren, accused her of hiding.
""",
        HEAD.format(title="Why the nurses left", publisher="Radio North", published="2025-11-13")
        + """\
The dispute began in the spring, when Brenmoor lost a fifth of its nurses.
In an interview with Radio North, Oduya described night shifts with one nurse for 20 beds.
She had asked the director for help in June.
According to the hospital, 12 operations were put off on Wednesday.
It apologised to the patients.
Rask said: “Nobody wants this strike.”
He added that the vote would be held next week.
Koren visited the picket line yesterday and brought soup.
""",
    ),
    "dam": (
        HEAD.format(title="Dam plan splits valley", publisher="Hill Gazette", published="2024-06-20")
        + """\
The government approved the Orvik dam on Wednesday, despite protests by farmers in the valley.

Energy Minister Lena Storvik called it the largest project since the war.
“This valley will light a million homes,” she told parliament.
But she admitted that 300 families must move.

Farmers' leader Oskar Brenne said that nobody had asked them.
He owns 40 hectares that would be flooded.
“My grandfather is buried there,” he said.
His son, Jonas Brenne, climbed a crane last month in protest.
He was fined 500 crowns.

The builder, Granit AS, expects to begin in August.
The company built two dams in the north in the nineties.
It declined to say what the dam will cost.
A court in Halden will hear the case on 2 July.
The court stopped a similar plan in 2017.
""",
        HEAD.format(title="Who pays for Orvik", publisher="Daily Ledger", published="2024-06-22")
        + """\
The dam may cost 9 billion crowns, according to a study by the University of Halden.
Its author, Petra Lund, an economist, warned of higher taxes.
“Somebody will pay for it, and it will not be Granit,” she said on Friday.
The minister rejected the study.
She called the figures invented.
Storvik and Lund are to debate on television next Thursday.
They last met in March.
""",
    ),
}

RIGHT = (
    PutIn("“We have 14", "“We have 14 nurses where there should be 30,” Maria Oduya said at a rally in Brenmoor.", story="hospital"),
    PutIn("“We have 14", "- **Maria Oduya**, leader of the nurses’ union: “We have 14 nurses where there should be 30”", story="hospital"),
    PutIn("Her deputy", "Maria Oduya’s deputy, Tom Rask, called for a vote by 14 November 2025.", story="hospital"),
    PutIn("Her deputy", "Rask, the union’s deputy leader, wants a vote by Friday, 14 November.", story="hospital"),
    PutIn("He warned", "Tom Rask warned that other hospitals could follow.", story="hospital"),
    PutIn("He warned", "Other hospitals could follow, the union’s deputy leader warned.", story="hospital"),
    PutIn("Hospital director", "Henrik Vaal, the hospital’s director, offered a bonus of 900 crowns in the week of 3 November 2025.", story="hospital"),
    PutIn("The union rejected", "The nurses’ union rejected it within hours.", story="hospital"),
    PutIn("The union rejected", "The union turned the bonus down within hours.", story="hospital"),
    PutIn("“This is an", "Maria Oduya called it an “insult”.", story="hospital"),
    PutIn("“It does not", "Oduya said: “It does not bring us one nurse.”", story="hospital"),
    PutIn("He has promised", "Henrik Vaal has promised to hire 40 nurses by March 2026.", story="hospital"),
    PutIn("He has promised", "The director promised 40 more nurses by March 2026.", story="hospital"),
    PutIn("He has promised", "Vaal, the head of the hospital, has promised to hire 40 nurses.", story="hospital"),
    PutIn("The hospital reportedly", "Brenmoor General Hospital reportedly spent 2 million crowns on agency staff in October 2025.", story="hospital"),
    PutIn("In a letter", "In a letter on 10 November 2025, Health Minister Ana Brandt urged both sides to return to talks.", story="hospital"),
    PutIn("She said the", "Ana Brandt, the health minister, said the government would not intervene.", story="hospital"),
    PutIn("She said the", "The government will not intervene, Brandt said.", story="hospital"),
    PutIn("The opposition leader", "Piet Koren, the opposition leader, accused Ana Brandt of hiding.", story="hospital"),
    PutIn("The opposition leader", "Opposition leader Piet Koren said that the minister was hiding.", story="hospital"),
    PutIn("The dispute began", "The dispute began in the spring of 2025, when Brenmoor lost a fifth of its nurses.", story="hospital"),
    PutIn("She had asked", "Oduya had asked Henrik Vaal for help in June 2025.", story="hospital"),
    PutIn("She had asked", "In June 2025 Maria Oduya had asked the hospital’s director for help.", story="hospital"),
    PutIn("It apologised", "The hospital apologised to the patients.", story="hospital"),
    PutIn("It apologised", "Brenmoor General Hospital apologised to the patients.", story="hospital"),
    PutIn("According to the", "According to the hospital, 12 operations were put off on 12 November 2025.", story="hospital"),
    PutIn("Rask said", "**Tom Rask**, deputy leader of the nurses’ union: “Nobody wants this strike.”", story="hospital"),
    PutIn("He added", "Tom Rask added that the vote would be held in the week of 17 November 2025.", story="hospital"),
    PutIn("Koren visited", "Koren visited the picket line on 12 November 2025 and brought soup.", story="hospital"),
    PutIn("Koren visited", "Piet Koren, who leads the opposition, brought soup to the picket line.", story="hospital"),
    PutIn("Nurses at", "Nurses at Brenmoor General Hospital walked out on 3 November 2025 over staffing, and talks broke down on 11 November 2025.", story="hospital"),
    PutIn("Vaal, a former", "The hospital has been run since 2019 by Henrik Vaal, once a surgeon.", story="hospital"),
    PutIn("Vaal, a former", "- **Henrik Vaal**, director of Brenmoor General Hospital", story="hospital"),
    PutIn("The government", "The government approved the Orvik dam on 19 June 2024, despite protests by farmers in the valley.", story="dam"),
    PutIn("“This valley", "“This valley will light a million homes,” Lena Storvik told parliament.", story="dam"),
    PutIn("“This valley", "**Lena Storvik**, energy minister: “This valley will light a million homes”", story="dam"),
    PutIn("But she admitted", "Lena Storvik, the energy minister, admitted that 300 families must move.", story="dam"),
    PutIn("But she admitted", "The minister admitted that 300 families must move.", story="dam"),
    PutIn("He owns", "Oskar Brenne, the farmers’ leader, owns 40 hectares that would be flooded.", story="dam"),
    PutIn("“My grandfather", "Oskar Brenne said: “My grandfather is buried there”", story="dam"),
    PutIn("His son", "Oskar Brenne’s son, Jonas Brenne, climbed a crane in May 2024 in protest.", story="dam"),
    PutIn("He was", "Jonas Brenne was fined 500 crowns.", story="dam"),
    PutIn("The builder", "Granit AS, the builder, expects to begin in August 2024.", story="dam"),
    PutIn("The company", "Granit AS built two dams in the north in the nineties.", story="dam"),
    PutIn("It declined", "Granit AS declined to say what the dam will cost.", story="dam"),
    PutIn("It declined", "Granit did not want to say what the dam will cost.", story="dam"),
    PutIn("A court", "A court in Halden will hear the case on 2 July 2024.", story="dam"),
    PutIn("The court", "The court in Halden stopped a similar plan in 2017.", story="dam"),
    PutIn("The dam may", "A study by the University of Halden says that the dam may cost 9 billion crowns.", story="dam"),
    PutIn("Its author", "The study’s author, Petra Lund, warned of higher taxes.", story="dam"),
    PutIn("“Somebody", "“Somebody will pay for it, and it will not be Granit,” Petra Lund, an economist, said on 21 June 2024.", story="dam"),
    PutIn("“Somebody", "- **Petra Lund**, economist at the University of Halden: “Somebody will pay for it”", story="dam"),
    PutIn("The minister rejected", "Lena Storvik rejected the study.", story="dam"),
    PutIn("The minister rejected", "Energy minister Lena Storvik rejected the study.", story="dam"),
    PutIn("She called", "Lena Storvik called the figures invented.", story="dam"),
    PutIn("She called", "The figures are invented, Storvik said.", story="dam"),
    PutIn("Storvik and", "Storvik and Lund are to debate on television on 27 June 2024.", story="dam"),
    PutIn("They last", "Lena Storvik and Petra Lund last met in March 2024.", story="dam"),
    PutIn("They last", "The minister and the economist last met in March.", story="dam"),
)  # fmt: skip

WRONG = (
    PutIn("“We have 14", "“We have 14 nurses where there should be 30,” Ana Brandt said at a rally in Brenmoor.", "EXP126", story="hospital"),
    PutIn("“We have 14", "**Tom Rask**, deputy leader: “We have 14 nurses where there should be 30”", "EXP103", story="hospital"),
    PutIn("“We have 14", "Henrik Vaal said: “We have 14 nurses where there should be 30”", "EXP103", story="hospital"),
    PutIn("Her deputy", "Ana Brandt’s deputy, Tom Rask, called for a vote by Friday.", "EXP126", story="hospital"),
    PutIn("Her deputy", "Maria Oduya’s deputy, Tom Rask, called for a vote by 21 November 2025.", "EXP126", story="hospital"),
    PutIn("He warned", "Henrik Vaal warned that other hospitals could follow.", "EXP126", story="hospital"),
    PutIn("He warned", "Maria Oduya warned that other hospitals could follow.", "EXP126", story="hospital"),
    PutIn("He warned", "Piet Koren warned that other hospitals could follow.", "EXP126", story="hospital"),
    PutIn("“It does not", "Ana Brandt said: “It does not bring us one nurse.”", "EXP103", story="hospital"),
    PutIn("“It does not", "Vaal said: “It does not bring us one nurse.”", "EXP109", story="hospital"),
    PutIn("He has promised", "Tom Rask has promised to hire 40 nurses by March.", "EXP126", story="hospital"),
    PutIn("He has promised", "Henrik Vaal has promised to hire 40 nurses by April 2026.", "EXP126", story="hospital"),
    PutIn("The hospital reportedly", "Brenmoor General Hospital spent 2 million crowns on agency staff in October.", "EXP119", story="hospital"),
    PutIn("In a letter", "In a letter on 12 November 2025, Health Minister Ana Brandt urged both sides to return to talks.", "EXP126", story="hospital"),
    PutIn("She said the", "Maria Oduya said the government would not intervene.", "EXP126", story="hospital"),
    PutIn("She said the", "Ana Brandt, the prime minister, said the government would not intervene.", "EXP126", story="hospital"),
    PutIn("The opposition leader", "Piet Koren, the health minister, accused her of hiding.", "EXP126", story="hospital"),
    PutIn("The opposition leader", "The opposition leader, Piet Koren, accused Maria Oduya of hiding.", "EXP103", story="hospital"),
    PutIn("She had asked", "Ana Brandt had asked the director for help in June.", "EXP103", story="hospital"),
    PutIn("She had asked", "Oduya had asked the director for help in July 2025.", "EXP126", story="hospital"),
    PutIn("She had asked", "Oduya had asked the director for help in June 2024.", "EXP126", story="hospital"),
    PutIn("According to the", "According to the hospital, 12 operations were put off on 13 November 2025.", "EXP126", story="hospital"),
    PutIn("Rask said", "**Piet Koren**, opposition leader: “Nobody wants this strike.”", "EXP103", story="hospital"),
    PutIn("He added", "Henrik Vaal added that the vote would be held next week.", "EXP103", story="hospital"),
    PutIn("He added", "Tom Rask, the hospital’s director, added that the vote would be held next week.", "EXP126", story="hospital"),
    PutIn("Koren visited", "Koren visited the picket line on 13 November 2025 and brought soup.", "EXP126", story="hospital"),
    PutIn("Nurses at", "Nurses at Brenmoor General Hospital walked out on 3 October 2025 over staffing.", "EXP126", story="hospital"),
    PutIn("Vaal, a former", "- **Henrik Vaal**, spokesman of Brenmoor General Hospital", "EXP126", story="hospital"),
    PutIn("The government", "The government approved the Orvik dam on 20 June 2024.", "EXP126", story="dam"),
    PutIn("“This valley", "“This valley will light a million homes,” Petra Lund told parliament.", "EXP126", story="dam"),
    PutIn("“This valley", "**Oskar Brenne**, farmers’ leader: “This valley will light a million homes”", "EXP109", story="dam"),
    PutIn("But she admitted", "Oskar Brenne admitted that 300 families must move.", "EXP126", story="dam"),
    PutIn("But she admitted", "Lena Storvik, the prime minister, admitted that 300 families must move.", "EXP126", story="dam"),
    PutIn("He owns", "Lena Storvik owns 40 hectares that would be flooded.", "EXP126", story="dam"),
    PutIn("“My grandfather", "Lena Storvik said: “My grandfather is buried there”", "EXP109", story="dam"),
    PutIn("His son", "Oskar Brenne’s son, Jonas Brenne, climbed a crane in June 2024 in protest.", "EXP126", story="dam"),
    PutIn("His son", "Lena Storvik’s son, Jonas Brenne, climbed a crane last month in protest.", "EXP126", story="dam"),
    PutIn("The builder", "Granit AS, the builder, expects to begin in September.", "EXP126", story="dam"),
    PutIn("The company", "Nordkraft AS built two dams in the north in the nineties.", "EXP103", story="dam"),
    PutIn("It declined", "Lena Storvik declined to say what the dam will cost.", "EXP126", story="dam"),
    PutIn("A court", "A court in Halden will hear the case on 2 June.", "EXP126", story="dam"),
    PutIn("The court", "The court stopped a similar plan in 2018.", "EXP103", story="dam"),
    PutIn("The dam may", "The dam costs 9 billion crowns, according to a study by the University of Halden.", "EXP119", story="dam"),
    PutIn("“Somebody", "“Somebody will pay for it, and it will not be Granit,” Lena Storvik said on Friday.", "EXP126", story="dam"),
    PutIn("“Somebody", "“Somebody will pay for it, and it will not be Granit,” she said on 28 June 2024.", "EXP126", story="dam"),
    PutIn("“Somebody", "**Petra Lund**, spokeswoman of Granit: “Somebody will pay for it”", "EXP126", story="dam"),
    PutIn("She called", "Oskar Brenne called the figures invented.", "EXP126", story="dam"),
    PutIn("Storvik and", "Storvik and Lund are to debate on television on 20 June 2024.", "EXP126", story="dam"),
    PutIn("They last", "Lena Storvik last met in March.", "EXP126", story="dam"),
    PutIn("They last", "Storvik and Lund last met in April.", "EXP126", story="dam"),
)  # fmt: skip

PASSED_OVER = (
    PutIn("The union rejected", "The ministry rejected it within hours.", "EXP126", story="hospital"),
    PutIn("He has promised", "Henrik Vaal has promised to hire 40 nurses by March 2025.", "EXP126", story="hospital"),
    PutIn("It apologised", "Radio North apologised to the patients.", "EXP126", story="hospital"),
    PutIn("It apologised", "The union apologised to the patients.", "EXP126", story="hospital"),
    PutIn("It declined", "The ministry declined to say what the dam will cost.", "EXP126", story="dam"),
    PutIn("The minister rejected", "Oskar Brenne rejected the study.", "EXP126", story="dam"),
)  # fmt: skip
