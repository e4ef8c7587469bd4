"""Shorter and longer runs of a method: the same activities, other timeboxes. Chosen when a session begins."""

from dataclasses import replace

from facilitator.errors import UserError
from facilitator.method import Method, Phase, Variant

STEP = 0.5
"""Timeboxes of a variant are whole half minutes: nobody announces 1 minute 12."""


def usual_variant(method: Method) -> Variant | None:
    """Return the variant that is as long as the method itself, None where the method lists none such."""
    return next((each for each in method.variants if each.minutes == method.minutes), None)


def in_variant(method: Method, variant_id: str | None) -> Method:
    """Return the method with the length and the timeboxes of one of its variants; as it is with None.

    Raises:
        UserError: the method has no such variant.
    """
    if variant_id is None:
        return method
    variant = next((each for each in method.variants if each.id == variant_id), None)
    if variant is None:
        known = ", ".join(each.id for each in method.variants) or "none"
        raise UserError(f"{method.title} has no variant called {variant_id}. Known: {known}.")
    share = variant.minutes / method.minutes
    activities = tuple(
        replace(
            activity,
            phases=tuple(
                _in_time(phase, variant.phases.get(f"{activity.id}/{phase.id}"), share)
                for phase in activity.phases
            ),
        )
        for activity in method.activities
    )
    # The session that begins keeps this as its method: no variant could be chosen a second time.
    return replace(method, minutes=variant.minutes, activities=activities, variants=())


def _in_time(phase: Phase, minutes: float | None, share: float) -> Phase:
    if minutes is None:
        minutes = scaled(phase.minutes, share)
    return replace(phase, minutes=minutes)


def scaled(minutes: float, share: float) -> float:
    """Return what a phase of `minutes` takes where the whole takes `share` of its usual length."""
    return max(STEP, round(minutes * share / STEP) * STEP)
