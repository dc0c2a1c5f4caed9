"""Tables of politics: what is argued over, who stands where, who decides."""

from __future__ import annotations

from ceasefire.case.columns import Column, Table
from ceasefire.case.tables import common as c

RULE_MEANS = {
    "consensus": "no member objects; silence is consent",
    "unanimity": "no member votes no, and those who abstain are fewer than a third of the members "
    "or, if the members have voting weights, bear less than a third of them",
    "majority": "the share of yes among all members reaches the threshold",
    "qualified_majority": "the shares of yes among the members and among their voting weights "
    "reach both thresholds, or fewer members than can block do not vote yes",
    "weighted_majority": "the share of yes among the voting weights reaches weight_threshold",
    "security_council": "the number of yes reaches the threshold and no veto member votes no",
    "ratification": "the needed members, and no fewer members than the threshold, accept and have "
    "their parliaments agree",
    "opt_in": "the needed members join, no fewer members than the threshold, and enough people "
    "come together with them",
    "all_of": "each of its members, which are bodies, adopts",
    "in_turn": "each of its members, which are bodies, adopts; one is asked only if those before "
    "it adopted",
    "any_of": "one of its members, which are bodies, adopts",
}
RULES = tuple(RULE_MEANS)
# Treaty on European Union, art. 31(1): no decision if the members that qualify their abstention
# are at least one third.
ABSTENTION_LIMIT = 1 / 3
COMBINING_RULES = ("all_of", "in_turn", "any_of")
COUNTING_RULES = ("security_council", "ratification", "opt_in")  # the threshold counts members
WEIGHING_RULES = ("qualified_majority", "weighted_majority")
WORDINGS = ("own_troops", "own_troops_war", "european_troops", "support_only", "varied")
SCALE = {"minimum": 0.0, "maximum": 100.0}

ISSUES = Table(
    "issues",
    "Questions that are settled together, each on a scale from 0 to 100",
    (
        c.key("issue_id"),
        c.text("question", "The question", needed=True),
        c.text("end_0", "What 0 means", needed=True),
        c.text("end_100", "What 100 means", needed=True),
        c.band("status_quo", "What holds without a deal", "0 to 100", maximum=100, needed=True),
        *c.SOURCED,
    ),
    needed=True,
)

POSITIONS = Table(
    "positions",
    "Where an actor stands on an issue, how much it cares, how much weight it can bring",
    (
        c.key("position_id"),
        c.ref("actor_id", "actors", "Who", needed=True),
        c.ref("issue_id", "issues", "On what", needed=True),
        c.DATED,
        c.band("position", "Where it stands", "0 to 100", maximum=100, needed=True),
        c.band("salience", "How much it cares", "0 to 1", maximum=1, needed=True),
        c.band("capability", "How much weight it can bring", "0 to 1", maximum=1, needed=True),
        c.ref("supersedes", "positions", "The earlier position this one takes the place of"),
        *c.SOURCED,
    ),
    needed=True,
)

BODIES = Table(
    "bodies",
    "Who can adopt an option, and by which rule",
    (
        c.key("body_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.choice("rule", RULES, "; ".join(f"{k}: {v}" for k, v in RULE_MEANS.items())),
        c.refs(
            "members", ("actors", "bodies"),
            "Actors, all:GROUP for the actors of a group, or bodies for all_of, in_turn and any_of",
            needed=True,
        ),
        c.refs(
            "needed_members", ("actors",), "Members without whom opt_in and ratification fail",
        ),
        c.refs("veto_members", ("actors",), "Members whose no ends a security_council vote"),
        Column(
            "threshold", "number",
            "majority, qualified_majority: share of members; security_council, ratification, "
            "opt_in: number of members", minimum=0,
        ),
        Column(
            "weight_threshold", "number",
            "qualified_majority, weighted_majority: share of the voting weights",
            "share of 1", minimum=0, maximum=1,
        ),
        Column(
            "blocking_members", "number",
            "qualified_majority: fewest members that can block; blank: no such rule", minimum=1,
        ),
        c.band(
            "minimum_share",
            "opt_in: least people that come together, as a share of the force; blank: any number",
            "share of 1", maximum=1,
        ),
        c.choice(
            "silent_as", ("yes", "abstain", "no"),
            "How a member counts whose position nobody knows", needed=False, default="abstain",
        ),
        *c.SOURCED,
    ),
    needed=True,
)  # fmt: skip

PACKAGES = Table(
    "packages",
    "Settlements that issues can be combined to; an option is judged inside one",
    (
        c.key("package_id"),
        c.text("name", "Name as it is printed", needed=True),
        c.text("meaning", "What is settled, and when the force comes", needed=True),
        *c.SOURCED,
    ),
    needed=True,
)

TERMS = Table(
    "terms",
    "The value a package, an option or a body gives an issue; a body's term (its flag, say) goes "
    "before an option's, and that before its package's",
    (
        c.key("term_id"),
        c.ref("package_id", "packages", "The package whose term it is"),
        c.ref("option_id", "options", "The option whose term it is"),
        c.ref("body_id", "bodies", "The body whose term it is"),
        c.ref("issue_id", "issues", "The issue", needed=True),
        c.band("value", "The value on the issue's scale", "0 to 100", maximum=100, needed=True),
        *c.SOURCED,
    ),
    needed=True,
)

POLLS = Table(
    "polls",
    "Public opinion on sending troops; never averaged across wordings, never a probability",
    (
        c.key("poll_id"),
        c.ref("actor_id", "actors", "Where people were asked", needed=True),
        c.DATED,
        c.text("pollster", "Who asked"),
        Column("respondents", "number", "How many were asked", "people", minimum=1),
        c.choice("wording", WORDINGS, "What kind of question was asked"),
        Column("share_for", "number", "For", "share of 1", minimum=0, maximum=1),
        Column("share_against", "number", "Against", "share of 1", minimum=0, maximum=1),
        Column("share_unsure", "number", "Undecided", "share of 1", minimum=0, maximum=1),
        *c.SOURCED,
    ),
)

VOTING_WEIGHTS = Table(
    "voting_weights",
    "The weight of a member's vote where votes are not equal, such as the people it stands for",
    (
        c.key("weight_id"),
        c.refs("bodies", ("bodies",), "Bodies in which it holds", needed=True),
        c.ref("actor_id", "actors", "Whose vote", needed=True),
        Column(
            "weight", "number", "The weight; only its share of all weights matters",
            "votes or people", needed=True, minimum=0,
        ),
        c.DATED,
        *c.SOURCED,
    ),
)  # fmt: skip

TABLES = (ISSUES, POSITIONS, BODIES, VOTING_WEIGHTS, PACKAGES, TERMS, POLLS)
