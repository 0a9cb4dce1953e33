"""What articles say together: claims, disputes, exchanges, voices."""

from __future__ import annotations

from explainery.citation_keys import KEY, publisher_slug
from explainery.config import StorySettings
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Article, MarkedArticle, Rights, Status, Story, Support
from making import article, port_story


def story(*texts: str, parties: dict[str, tuple[str, ...]] | None = None) -> Story:
    """A story of articles of different publishers."""
    settings = StorySettings(parties=parties or {})
    rows: list[MarkedArticle] = []
    for i, text in enumerate(texts):
        one = Article(f"a{i}", f"a{i}.txt", text, f"Headline {i}", f"Paper {'ABCDEF'[i]}", Rights.OPEN, "2026-03-02")
        rows.append(mark(one, settings))
    return link("s", rows, settings)


def support(found: Story, words: str) -> Support:
    return next(c.support for c in found.claims if any(words in found.passage(s).words for s in c.sentences))


def test_the_same_in_other_words_is_one_claim_and_corroborated() -> None:
    found = story(
        "Dockers walked out at the port of Arlen on Monday over pay.",
        "Dockers in Arlen walked out at the port on Monday in a dispute over pay.",
    )
    assert [len(c.sentences) for c in found.claims] == [2]
    assert found.claims[0].support is Support.CORROBORATED


def test_another_number_is_another_claim_and_a_dispute() -> None:
    found = story(
        "A strike at the port of Arlen in 2019 lasted 11 days.", "A strike at the port of Arlen in 2019 lasted 9 days."
    )
    assert len(found.claims) == 2
    assert len(found.disagreements) == 1
    assert support(found, "11 days") is Support.DISPUTED


def test_a_denial_is_never_one_claim_with_what_it_denies() -> None:
    found = story(
        "The White House said that Norland had sold rockets to Westland.",
        "Norland and Westland denied that Norland had sold rockets to Westland.",
    )
    assert len(found.claims) == 2
    assert [len(d.sides) for d in found.disagreements] == [2]


def test_one_frame_filled_differently_is_a_dispute() -> None:
    found = story(
        "Anna Berg's last trip abroad was a visit to the city of Vella.",
        "Anna Berg's last trip abroad was a summit on the border in 2019.",
    )
    assert len(found.disagreements) == 1


WIRE = (
    "Dockers walked out at the port of Arlen on Monday after talks over pay with the harbour company Norsea broke down.\n"
    "Norsea offered its 900 dockers 4 percent more and a bonus of 500 crowns in return for longer night shifts.\n"
    "The union said that its members had rejected the offer by a show of hands before the shift began.\n"
    "Eleven ships were waiting outside the breakwater by noon, the harbour master told reporters on the quay.\n"
)


def test_copies_of_one_text_are_one_voice() -> None:
    found = story(WIRE, WIRE)
    assert set(found.independent_groups.values()) == {"a0"}
    assert {c.support for c in found.claims} == {Support.SINGLE}


def test_wire_copy_that_is_cut_and_has_an_insert_is_still_one_voice() -> None:
    cut = "".join(WIRE.splitlines(keepends=True)[:3])
    inserted = "The Arlen town council will meet tonight, the mayor said, to hear both sides and to offer to mediate.\n"
    found = story(WIRE, inserted + cut.replace("on Monday", "Monday"), "Dockers in Arlen want more money for nights.\n")
    assert found.independent_groups == {"a0": "a0", "a1": "a0", "a2": "a2"}


def test_a_sentence_taken_from_another_outlet_does_not_corroborate_it() -> None:
    first = WIRE.splitlines()[0] + "\n"
    found = story(first + "Rents in Arlen have doubled.\n", first + "Fish was scarce on the market of Arlen.\n")
    assert support(found, "Dockers walked out") is Support.SINGLE


def test_giver_item_receiver_and_status() -> None:
    found = story(
        "North Korea sold rockets to Syria in 2019.\n"
        "Russia wants artillery shells from North Korea.\n"
        "Moscow denied that Iran supplied drones to Russia.\n"
        "Germany offered Poland ten tanks.\n"
    )
    rows = {(e.giver, e.item, e.receiver, e.status) for e in found.exchanges}
    assert ("North Korea", "rockets", "Syria", Status.HAPPENED) in rows
    assert ("North Korea", "artillery shells", "Russia", Status.SOUGHT) in rows
    assert ("Iran", "drones", "Russia", Status.DENIED) in rows
    assert ("Germany", "ten tanks", "Poland", Status.OFFERED) in rows


def test_a_hedge_never_becomes_a_fact() -> None:
    found = story(
        "North Korea reportedly sold rockets to Syria.\nThe United States said that Iran sent drones to Russia.\n"
    )
    assert {e.status for e in found.exchanges} == {Status.ALLEGED}


def test_a_leader_acts_for_what_they_lead() -> None:
    found = story("Russian President Vladimir Putin met him.\nVladimir Putin sold grain to Egypt.\n")
    assert ("Russia", "Egypt") in {(e.giver, e.receiver) for e in found.exchanges}


def test_keys_are_of_the_sentence_and_not_of_its_place() -> None:
    one = port_story()
    other = story("Another sentence of Arlen here.\nNorsea said the union had refused an offer of 4 percent.\n")
    keys = {p.words: p.key for p in one.passages.values()}
    assert all(KEY.fullmatch(k) for k in keys.values())
    assert len(set(keys.values())) == len(keys)
    assert {p.key.rsplit("-", 1)[0] for p in other.passages.values()} == {"paper-a"}


def test_reflowing_a_source_changes_no_key() -> None:
    plain, wrapped = story("The port of Arlen stood still."), story("The port   of Arlen\tstood still.")
    assert [p.key for p in plain.passages.values()] == [p.key for p in wrapped.passages.values()]


def test_publishers_are_short_in_keys() -> None:
    names = {
        "GZERO Media": "gzero",
        "www.nytimes.com": "nytimes",
        "The New York Times": "new-york-times",
        "TIME": "time",
    }
    for name, short in names.items():
        one = article("x")
        assert publisher_slug(Article(one.id, one.file, "x", "t", name)) == short


def test_who_refuses_an_offer_would_have_received_it() -> None:
    found = story(
        "Norland said that Westland had refused an offer of grain.\nWestland rejected an offer of tanks from Norland.\n",
        parties={"Norland": (), "Westland": ()},
    )
    rows = {(e.giver, e.item, e.receiver, e.status) for e in found.exchanges}
    assert rows == {("Norland", "tanks", "Westland", Status.REFUSED)}  # whose grain it was, the sentence leaves open
