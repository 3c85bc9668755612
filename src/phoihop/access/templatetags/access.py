"""Tags for forms whose typing is kept until it is sent: `{% load access %}`.

{% typing_address as typing %}
<form method="post" {% autosave typing %}>
  {% csrf_token %}{% typed_before form %} … <output class="saved" data-autosave-status></output>
"""

from __future__ import annotations

from typing import cast

from django import template
from django.forms import BaseForm, BooleanField
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from phoihop.access.models import Account
from phoihop.access.unsent import PAGE, PARAMETER, Unsent, fill_again, own_path, unsent_at

register = template.Library()


@register.simple_tag(takes_context=True)
def typing_address(context: Context) -> str:
    """The address that saves what is typed into the form of this page; for a form sent to its own page."""
    request = cast("HttpRequest", context["request"])
    return f"{reverse('access:keep-typed')}?{urlencode({PAGE: own_path(request)})}"


@register.inclusion_tag("access/typed_before.html", takes_context=True)
def typed_before(context: Context, form: BaseForm) -> dict[str, object]:
    """A line about what was typed here before and not sent; fills the form with it when the address says so.

    Stands inside the form, before its fields. One query; none on a form that has just been sent.
    """
    request = cast("HttpRequest", context["request"])
    account = request.user
    typed = None
    if not form.is_bound and isinstance(account, Account):
        typed = unsent_at(account, own_path(request))
    filled = typed is not None and PARAMETER in request.GET
    if typed is not None and filled:
        _fill(form, typed)
    path = own_path(request)
    return {
        "typed": typed,
        "filled": filled,
        "parameter": PARAMETER,
        "fill_url": fill_again(path),
        "drop_url": f"{reverse('access:drop-typed')}?{urlencode({PAGE: path})}",
    }


def _fill(form: BaseForm, typed: Unsent) -> None:
    """Put the words back as they were typed.

    Hidden fields keep the values of today's page. A tick is set anew: it may be a declaration ("no secrets").
    """
    data = QueryDict(mutable=True)
    for name, values in typed.fields.items():
        data.setlist(name, list(values))
    for name, field in form.fields.items():
        widget = field.widget
        if not widget.is_hidden and not isinstance(field, BooleanField):
            form.initial[name] = widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
