"""From a `Method` to plain values in the shape of its file."""

from typing import Any

from facilitator.method import Activity, Canvas, Lane, Method, Phase, Reference, Variant
from facilitator.method_files.building import FORMAT


def mapping_of(method: Method) -> dict[str, Any]:
    """Return the method as plain values in the shape of its file; what is empty or usual is left out."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "id": method.id,
        "version": method.version,
        "title": method.title,
        **_filled(family=method.family, summary=method.summary, purpose=method.purpose),
        "icon": method.icon,
        "minutes": method.minutes,
        "people": {"least": method.least, "most": method.most},
        **_filled(after=list(method.after)),
        **_filled(references=[_reference_mapping(each) for each in method.references]),
        **_filled(variants=[_variant_mapping(each) for each in method.variants]),
        "activities": [_activity_mapping(each) for each in method.activities],
    }
    if method.canvas:
        found["canvas"] = _canvas_mapping(method.canvas)
    return found


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [], {}, None, False)}


def _reference_mapping(each: Reference) -> dict[str, Any]:
    return {"author": each.author, "title": each.title, **_filled(link=each.link)}


def _variant_mapping(each: Variant) -> dict[str, Any]:
    return {"id": each.id, "title": each.title, "minutes": each.minutes, **_filled(phases=dict(each.phases))}


def _activity_mapping(each: Activity) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": each.kind,
        "title": each.title,
        **_filled(
            purpose=each.purpose,
            question=each.question,
            optional=each.optional,
            reads=list(each.reads),
            writes=list(each.writes),
            rules=list(each.rules),
            settings=dict(each.settings),
            lanes=[_lane_mapping(lane) for lane in each.lanes],
        ),
        "phases": [_phase_mapping(phase) for phase in each.phases],
    }


def _lane_mapping(lane: Lane) -> dict[str, Any]:
    return {
        "id": lane.id,
        "title": lane.title,
        **_filled(question=lane.question),
        "colour": lane.colour,
        **_filled(box=lane.box, prompts=list(lane.prompts)),
    }


def _phase_mapping(phase: Phase) -> dict[str, Any]:
    return {
        "id": phase.id,
        "title": phase.title,
        "minutes": phase.minutes,
        **_filled(
            heading=phase.heading,
            room=phase.room,
            say=phase.say,
            watch=list(phase.watch),
            hint=phase.hint,
            way=phase.way,
        ),
    }


def _canvas_mapping(canvas: Canvas) -> dict[str, Any]:
    return {
        "title": canvas.title,
        "columns": list(canvas.columns),
        **_filled(credit=canvas.credit),
        "name_from": canvas.name_from,
        "leader_from": canvas.leader_from,
        "boxes": [
            {
                "id": box.id,
                "icon": box.icon,
                "title": box.title,
                **_filled(question=box.question),
                "column": box.column,
                "share": box.share,
                **_filled(prompt=box.prompt, source=list(box.source)),
            }
            for box in canvas.boxes
        ],
    }
