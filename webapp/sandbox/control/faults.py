"""Faults: set, listed, cleared."""

from apiflask import APIBlueprint

from webapp.sandbox import faults
from webapp.sandbox.context import current_context
from webapp.sandbox.control import shapes

blueprint = APIBlueprint("faults", __name__, url_prefix="/control", tag="Faults")
_OPTIONS = ("seconds", "code", "copies", "status")


@blueprint.post("/faults")
@blueprint.input(shapes.NewFault, arg_name="wanted")
@blueprint.output(shapes.Fault, status_code=201)
@blueprint.doc(responses={409: "No such endpoint or kind; `detail` lists them"})
def put(wanted: shapes.NewFault) -> shapes.Fault:
    """Let an endpoint fail, `times` times or, with null, for ever."""
    options = {name: getattr(wanted, name) for name in _OPTIONS if getattr(wanted, name) is not None}
    made = faults.put(
        current_context(), endpoint=wanted.endpoint, kind=wanted.kind, times=wanted.times, options=options
    )
    return shapes.Fault.model_validate(made)


@blueprint.get("/faults")
@blueprint.output(shapes.Faults)
def listed() -> shapes.Faults:
    """The faults still to be shown, and everything that can be set."""
    return shapes.Faults(
        faults=[shapes.Fault.model_validate(fault) for fault in faults.listed(current_context())],
        endpoints={name: faults.kinds_of(name) for name in faults.ENDPOINTS},
        kinds=faults.KINDS,
    )


@blueprint.delete("/faults")
@blueprint.output({}, status_code=204)
def clear() -> str:
    """No faults any more."""
    faults.clear(current_context())
    return ""


@blueprint.delete("/faults/<int:fault_id>")
@blueprint.output({}, status_code=204)
@blueprint.doc(responses={404: "There is no such fault"})
def clear_one(fault_id: int) -> str:
    """Take one fault away."""
    faults.clear(current_context(), fault_id)
    return ""
