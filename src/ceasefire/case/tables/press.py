"""Tables of the press: what pages call those who act."""

from __future__ import annotations

from ceasefire.case.columns import Column, Table
from ceasefire.case.tables import common as c

NAME_KINDS = (
    "person", "state", "capital", "seat", "adjective", "organisation", "group", "place",
)  # fmt: skip
OFFICES = (
    "head_of_state", "head_of_government", "head_elect", "foreign_minister", "defence_minister",
    "head", "spokesperson",
)  # fmt: skip
NAME_LANGUAGES = ("en", "ru", "uk", "de", "fr", "pl")

NAMES = Table(
    "names",
    "What pages call those who act, in six languages; of persons only their public office",
    (
        c.key("name_id"),
        c.ref(
            "actor_id", "actors",
            "Whose name it is; of a person, for whom the office lets it speak; blank: nobody",
        ),
        c.choice(
            "kind", NAME_KINDS,
            "What is named; capital: a town that may stand for its government; seat: a building "
            "that always does, such as the Kremlin; adjective: what a "
            "state's president or minister is called by, as in 'Ukrainian president'",
        ),
        c.text("name", "Name as it is printed", needed=True),
        c.choice(
            "office", OFFICES, "A person's office; 'head' is of an organisation", needed=False,
        ),
        Column(
            "leads", "flag", "Whether 'the leader' of the actor means this person", default="no",
        ),
        Column("valid_from", "date", "From when the office is held; blank: always"),
        Column("valid_to", "date", "Until when; blank: still", may_be_later=True),
        Column(
            "also_a_word", "flag",
            "Whether the surname is a word too, and counts only after the full name",
            default="no",
        ),
        *(
            c.text(language, f"Names in '{language}' in their basic form, separated by ';'")
            for language in NAME_LANGUAGES
        ),
        *c.SOURCED,
    ),
)  # fmt: skip

TABLES = (NAMES,)
