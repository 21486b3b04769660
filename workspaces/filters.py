"""The one filter of workspaces: for the list, the block and the feed."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from platform_site.access.models import Membership
from platform_site.pages.filters import PageFilter

from .models import Workspace


class WorkspaceFilter(PageFilter):
    """By purpose, by what it is about, by language, by whether one belongs to it."""

    kind = "workspace"
    list_view = "workspaces:list"
    feed_view = "workspaces:feed"

    mine = django_filters.ChoiceFilter(
        label=_("Yours"),
        choices=[("yes", _("Those I belong to"))],
        empty_label=_("All"),
        method="filter_mine",
    )

    class Meta:
        model = Workspace
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["type"].label = _("Purpose")
        if not self.request.user.is_authenticated:
            del self.filters["mine"]

    def filter_mine(self, workspaces: Any, name: str, value: str) -> Any:
        mine = Membership.objects.of(self.request.user).values("circle")
        return workspaces.filter(own_circle__in=mine)
