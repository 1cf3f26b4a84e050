"""Verbs of accusing or punishing, which events and their context both read."""

from collections.abc import Mapping

BLAMING: Mapping[str, frozenset[str]] = {
    **dict.fromkeys("accuse suspect convict acquit absolve clear".split(), frozenset({"of"})),
    **dict.fromkeys(
        """blame prosecute condemn criticise criticize denounce rebuke censure slam fault arrest
        detain jail imprison sentence indict try punish penalise penalize sanction fine blacklist
        expel suspend sack dismiss execute hang investigate""".split(),
        frozenset({"for"}),
    ),
    "charge": frozenset({"with"}),
}
"""Each verb and the preposition of what is laid at somebody's door."""
