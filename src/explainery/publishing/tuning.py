"""The limits of what is published beside the pages. By taste, where nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """The limits.

    Attributes:
        archive_stories: the stories from which on there is an archive; fewer are all on the home page at once.
        archive_page: the stories on one page of the archive: below 30 KB packed, as measured on 3,000 stories.
        archive_names: the topics, people or places that the archive's first page names.
        archive_name_page: the names on one page of all of them.
        archive_file: the stories in one file for the home page's filter.
        home_stories: the stories that the home page's structured data names, the newest.
        bulk: the statements changed by one commit above which it is a revision, whose single changes are not listed.
            People's two revisions of the showcase changed 25 and 82, and no other commit of theirs more than 1.
        commits: the newest commits of stories' pages that are compared.
        dated_commits: the newest commits from which the dates of pages are taken.
        merged_commits: the commits of one merge among which the reason of a change is looked for.
        listed: the corrections on one page.
        feed_entries: the entries of a feed.
        told: the statements that one entry of a feed shows.
        embed_statements: the statements of an answer to be shown in another site.
        llms_stories: the stories that llms.txt lists.
        reason_characters: the characters of a commit's message that are shown.
        least_quoted_words: the words of a quotation; fewer are a term in quotation marks.
    """

    archive_stories: int = 10
    archive_page: int = 40
    archive_names: int = 60
    archive_name_page: int = 300
    archive_file: int = 500
    home_stories: int = 100
    bulk: int = 12
    commits: int = 500
    dated_commits: int = 20_000
    merged_commits: int = 100
    listed: int = 200
    feed_entries: int = 50
    told: int = 10
    embed_statements: int = 4
    llms_stories: int = 500
    reason_characters: int = 600
    least_quoted_words: int = 3


TUNING = Tuning()
