"""The two families of trouble that are not bugs.

`UserError` and `EnvironmentFault` carry one clear sentence that says what is wrong and what to do. They are shown
as they are and never reach the crash dialog; everything else that is raised is a bug.
"""


class FacilitatorError(Exception):
    """Common base; `exit_code` is what the command line ends with."""

    exit_code = 1


class UserError(FacilitatorError):
    """What was asked for cannot be done as it stands; the person can mend it."""

    exit_code = 2


class EnvironmentFault(FacilitatorError):
    """The machine said no: disk full, file gone, permission missing, library locked or damaged."""

    exit_code = 1
