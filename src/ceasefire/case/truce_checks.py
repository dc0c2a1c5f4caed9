"""Checks of the truce's process, its ladders, mandates, and what answers do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ceasefire.case.rows import Row
from ceasefire.case.tables.process import DECLARED
from ceasefire.core.errors import Fault, near

Tables = Mapping[str, Mapping[str, Row]]
_MOST_STEPS = 60  # of all ladders together: a history keeps them as bits of one number
_RIGHT_OR_WRONG = ("attributed", "misattributed")


def truce_faults(tables: Tables) -> Iterator[Fault]:
    """Yield what cannot be read, or can be read in two ways."""
    yield from _ranges(tables)
    yield from _undecided(tables)
    yield from _attribution(tables)
    yield from _responses(tables)
    yield from _effects_once(tables)
    yield from _mandates(tables)
    yield from _ladders(tables)


def _fault(row: Row, column: str, message: str, hint: str) -> Fault:
    return Fault(row.table.file, row.line, column, message, hint)


def _ranges(tables: Tables) -> Iterator[Fault]:
    """Every number of the process lies in the range of its name."""
    for row in tables["process"].values():
        declared, band = DECLARED.get(row.text("name")), row.band("value")
        if declared is None or band.blank:
            continue  # a fault of its own
        low, high = band.stated()
        least, most = declared.minimum, declared.maximum
        if least is not None and low < least:
            hint = f"{declared.name} is {least:g} or more ({declared.unit})"
            yield _fault(row, "value", f"{low:g} is below its range", hint)
        if most is not None and high > most:
            hint = f"{declared.name} is at most {most:g} ({declared.unit})"
            yield _fault(row, "value", f"{high:g} is above its range", hint)


def _undecided(tables: Tables) -> Iterator[Fault]:
    """The process is the same whatever is decided on an option: it hangs on no body."""
    for row in tables["process"].values():
        for name in row.words("conditions"):
            condition = tables["conditions"].get(name)
            if condition is not None and condition.text("decided_by"):
                message = f"hangs on '{name}', which {condition.text('decided_by')} decides"
                hint = "name a condition that no body decides; forces act in presence_effects"
                yield _fault(row, "conditions", message, hint)


def _attribution(tables: Tables) -> Iterator[Fault]:
    """No more breaches are laid at a door than there are."""
    rows = [r for r in tables["process"].values() if r.text("name") in _RIGHT_OR_WRONG]
    most = sum(0.0 if r.band("value").blank else r.band("value").stated()[1] for r in rows)
    if most > 1.0:
        message = f"attributed and misattributed add up to as much as {most:g}"
        yield _fault(rows[-1], "value", message, "keep their high ends within 1 together")


def _responses(tables: Tables) -> Iterator[Fault]:
    """Models of kind response have weight and say something; nobody else speaks for them."""
    models = [m for m in tables["rival_models"].values() if m.text("kind") == "response"]
    if models and not any(model.number("weight") for model in models):
        message = "no response model has a weight"
        yield _fault(models[0], "weight", message, "give one of them a weight")
    effects = tables["response_effects"].values()
    spoken = {row.text("model_id") for row in effects}
    for model in models:
        if model.id not in spoken:
            message = "has no row in response_effects.csv"
            yield _fault(model, "model_id", message, "add its rows to response_effects.csv")
    for row in effects:
        found = tables["rival_models"].get(row.text("model_id"))
        if found is not None and found.text("kind") != "response":
            yield _fault(row, "model_id", f"'{found.id}' is no response model", "mend the id")


def _effects_once(tables: Tables) -> Iterator[Fault]:
    """A model says one thing of an act, its attribution and an outcome."""
    seen: dict[tuple[str, str, str, str], Row] = {}
    for row in tables["response_effects"].values():
        said = (row.text("model_id"), row.text("attribution"))
        for act in row.words("acts"):
            for outcome in row.words("outcomes"):
                first = seen.setdefault((*said, act, outcome), row)
                if first is not row:
                    message = f"speaks again of {act} and {outcome}, as row {first.line} does"
                    yield _fault(row, "acts", message, "keep one")


def _mandates(tables: Tables) -> Iterator[Fault]:
    """A mandate belongs to one option or to mission types, and names a ladder that is there."""
    ladders = {row.text("ladder") for row in tables["ladder"].values()}
    seen: dict[tuple[str, str], Row] = {}
    for row in tables["mandates"].values():
        option, missions = row.text("option_id"), row.words("mission_types")
        if bool(option) == bool(missions):
            hint = "fill one of the two and leave the other blank"
            yield _fault(row, "option_id / mission_types", "does not name one owner", hint)
        owners = [("option", option)] if option else [("mission", one) for one in missions]
        for owner in owners:
            first = seen.setdefault(owner, row)
            if first is not row:
                message = f"gives a second mandate for {owner[1]}; row {first.line} gives one"
                yield _fault(row, "option_id / mission_types", message, "keep one")
        name = row.text("ladder")
        if name and name not in ladders:
            hint = near(name, ladders) or f"ladders: {', '.join(sorted(ladders)) or 'none'}"
            yield _fault(row, "ladder", f"there is no ladder '{name}'", hint)


def _ladders(tables: Tables) -> Iterator[Fault]:
    """Each ladder has one first step, and each step is followed by one at most."""
    ladders: dict[str, list[Row]] = {}
    for row in tables["ladder"].values():
        ladders.setdefault(row.text("ladder"), []).append(row)
    for name, rows in ladders.items():
        yield from _one_first(name, rows)
        yield from _chain(rows, tables["ladder"])
        yield from _entries(rows)
    steps = list(tables["ladder"].values())
    if len(steps) > _MOST_STEPS:
        message = f"there are more than {_MOST_STEPS} steps"
        yield _fault(steps[_MOST_STEPS], "step_id", message, "drop some steps or ladders")


def _one_first(name: str, rows: list[Row]) -> Iterator[Fault]:
    first = [row for row in rows if not row.text("follows")]
    if not first:
        message = f"ladder '{name}' has no first step"
        yield _fault(rows[0], "follows", message, "leave it blank in the first step")
    for row in first[1:]:
        message = f"is a second first step of ladder '{name}'; row {first[0].line} is one"
        yield _fault(row, "follows", message, "name the step before it")


def _chain(rows: list[Row], steps: Mapping[str, Row]) -> Iterator[Fault]:
    after: dict[str, Row] = {}
    for row in rows:
        before = steps.get(row.text("follows"))
        if before is None:
            continue  # the first step, or a reference that leads nowhere
        first = after.setdefault(before.id, row)
        if first is not row:
            message = f"follows '{before.id}' as row {first.line} does"
            yield _fault(row, "follows", message, "a ladder does not fork: name another step")
        if before.text("ladder") != row.text("ladder"):
            message = f"'{before.id}' is of ladder '{before.text('ladder')}'"
            yield _fault(row, "follows", message, "name a step of the same ladder")
        if _leads_back(row, steps):
            yield _fault(row, "follows", "leads back to the step itself", "break the circle")


def _leads_back(row: Row, steps: Mapping[str, Row]) -> bool:
    seen: set[str] = set()
    before = row.text("follows")
    while before in steps and before not in seen:
        seen.add(before)
        before = steps[before].text("follows")
    return row.id in seen


def _entries(rows: list[Row]) -> Iterator[Fault]:
    seen: dict[str, Row] = {}
    for row in rows:
        for breach in row.words("breaches"):
            first = seen.setdefault(breach, row)
            if first is not row:
                message = f"{breach} enters the ladder in row {first.line} already"
                yield _fault(row, "breaches", message, "keep one")
