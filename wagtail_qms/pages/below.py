"""What answers below a document list beside its documents: other parts of the app and the host say so by a hook."""

from __future__ import annotations

from collections.abc import Callable

from wagtail import hooks

#: Returns a dictionary: an address below every list ("tim-kiem", "tim-kiem/goi-y") and its ``view(request, index)``.
HOOK = "register_qms_list_addresses"


def view_below(path_components: list[str]) -> Callable | None:
    """The view of that address below a list, None for what is none of theirs."""
    return _views().get("/".join(path_components))


def is_taken(slug: str) -> bool:
    """Whether no document may be at ``slug``."""
    return any(address.split("/")[0] == slug for address in _views())


def _views() -> dict[str, Callable]:
    return {address: view for register in hooks.get_hooks(HOOK) for address, view in register().items()}
