"""What a person uploaded."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.accounts.models import User

from .models import FileVersion, StoredFile

_HANGING = Exists(FileVersion.objects.filter(stored=OuterRef("pk")))


def not_hanging(person: User) -> QuerySet[Any]:
    return StoredFile.objects.filter(~_HANGING, uploaded_by=person)


def hanging(person: User) -> QuerySet[Any]:
    return StoredFile.objects.filter(_HANGING, uploaded_by=person)


register(
    Holding(
        name="files_not_accepted",
        title=_("Files of yours that wait or were not accepted"),
        model=StoredFile,
        fate=Fate.GOES,
        by="uploaded_by",
        find=not_hanging,
    ),
    # Those of pages that were never published go with their page.
    Holding(
        name="files_on_pages",
        title=_("Files of yours on pages"),
        model=StoredFile,
        fate=Fate.STAYS,
        by="uploaded_by",
        find=hanging,
    ),
)
