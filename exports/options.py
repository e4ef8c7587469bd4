"""What can be chosen about a file."""

from dataclasses import dataclass

from exports.versions import INTERNAL


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen about a file.

    `paper` is one of the format's papers, None for its own choice; `with_names` lists the participants in the
    report; `with_ballots` keeps single sheets of votes in the JSON document, `with_private` what a method keeps to the
    facilitator in any file. `version` is one of the format's
    versions; `sections` are the parts of a postmortem's report, all of them with None. `sure` are words of which a
    person said that they are names, so that a role takes their place as well.
    """

    paper: str | None = None
    with_names: bool = False
    with_ballots: bool = False
    with_private: bool = False
    version: str = INTERNAL
    sections: tuple[str, ...] | None = None
    sure: tuple[str, ...] = ()
