"""Of which methods a kind of file can be made: what the method has, and what it is about most."""

from facilitator import charter, couplings, forces, key_results, matrices, ratings, timelines
from facilitator.method import Method


def any_method(method: Method) -> bool:
    """Tell that it can be made of every method."""
    return True


def has_canvas(method: Method) -> bool:
    """Tell whether the method fills a canvas."""
    return method.canvas is not None


def has_forces(method: Method) -> bool:
    """Tell whether forces are weighed."""
    return forces.home(method) is not None


def is_about_forces(method: Method) -> bool:
    """Tell whether the forces are the main thing."""
    return has_forces(method) and not has_canvas(method)


def has_couplings(method: Method) -> bool:
    """Tell whether a coupling map is drawn."""
    return couplings.home(method) is not None


def has_matrix(method: Method) -> bool:
    """Tell whether notes are placed between two axes."""
    return any(each.kind == matrices.KIND_NAME for each in method.activities)


def is_about_couplings(method: Method) -> bool:
    """Tell whether the coupling map is the main thing."""
    return has_couplings(method) and not (has_canvas(method) or has_forces(method) or has_rating(method))


def has_charter(method: Method) -> bool:
    """Tell whether a charter is signed."""
    return charter.home(method) is not None


def has_outcomes(method: Method) -> bool:
    """Tell whether outcomes with key results are written."""
    return key_results.has_outcomes(method)


def has_timeline(method: Method) -> bool:
    """Tell whether a timeline is written."""
    return timelines.home(method) is not None


def is_about_an_incident(method: Method) -> bool:
    """Tell whether it is a postmortem."""
    return has_timeline(method) and not (has_canvas(method) or has_forces(method) or has_rating(method))


def has_questions(method: Method) -> bool:
    """Tell whether there are decks of questions."""
    return any(each.settings.get("decks") for each in method.activities)


def has_ground_rules(method: Method) -> bool:
    """Tell whether there are ground rules."""
    return has_timeline(method) and any(each.rules and each.kind == "briefing" for each in method.activities)


def has_rating(method: Method) -> bool:
    """Tell whether topics are rated."""
    return any(each.kind == ratings.KIND for each in method.activities)


def is_about_ratings(method: Method) -> bool:
    """Tell whether the rating is the main thing."""
    return has_rating(method) and not has_canvas(method) and not has_forces(method)
