"""Which translator a place is: an address is a service, anything else a folder of models."""

from __future__ import annotations

from pathlib import Path

from ceasefire.press.translation.base import Translator


def translator(place: str, *, allow_remote: bool = False, api_key: str = "") -> Translator:
    """Return a translator for a place.

    Args:
        place: the http or https address of a service with the LibreTranslate API, or a folder of
            models.
        allow_remote: whether the service may be on another machine; texts are sent there.
        api_key: of the service, if it asks for one.

    Raises:
        CeasefireError: the place cannot be used; the message says why.
    """
    if "://" in place:
        from ceasefire.press.translation.service import Service  # noqa: PLC0415 - loads the network

        return Service(place, allow_remote=allow_remote, api_key=api_key)
    from ceasefire.press.translation.engine import engine  # noqa: PLC0415
    from ceasefire.press.translation.folder import Folder  # noqa: PLC0415

    return Folder(Path(place).expanduser(), engine())
