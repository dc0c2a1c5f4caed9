"""A factor: one uncertain input of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Factor:
    """One uncertain input: the stream it is drawn from, and the address it is known by."""

    stream: str
    address: str

    @property
    def kind(self) -> Literal["condition", "model", "rule", "luck", "band"]:
        """What kind of input it is; ``luck`` is a quantile that no address stands for."""
        if self.address.startswith("conditions.") and self.address.endswith(".state"):
            return "condition"
        if self.address == self.stream and self.stream.count(".") < 2:  # noqa: PLR2004
            kinds: dict[str, Literal["model", "rule"]] = {
                "rival_models": "model", "sizing_rules": "rule",
            }  # fmt: skip
            return kinds.get(self.stream.partition(".")[0], "luck")
        return "band"
