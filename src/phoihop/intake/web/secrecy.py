"""Words with a mark of state secrecy are not sent back in a form, whatever else is wrong with it."""

from __future__ import annotations

from phoihop.access.api import ActorRequest
from phoihop.kernel.decision import Refusal, Refused
from phoihop.reading.api import refuse_secret

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of Django's field


def secrets_typed(request: ActorRequest) -> tuple[Refusal, ...]:
    """`reading.secret` when something typed, or the name of a file, bears a mark; empty when nothing does."""
    values = (value for name, typed in request.POST.lists() if name != _TOKEN for value in typed)
    checks = [refuse_secret("\n".join(map(str, values)), "")]
    checks += [refuse_secret("", str(file)) for file in request.FILES.values()]
    return tuple(r for checked in checks if isinstance(checked, Refused) for r in checked.refusals)[:1]
