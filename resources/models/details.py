"""What a course, a law, an experience and a tool have beside a record: one row each."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .resource import Resource


class Course(models.Model):
    """Training one can apply for; without a deadline it can be begun at any time."""

    class Format(models.TextChoices):
        ONLINE = "online", _("Online, at set times")
        SELF_PACED = "self-paced", _("Online, at one’s own pace")
        IN_PERSON = "in-person", _("In person")
        BLENDED = "blended", _("Partly online, partly in person")

    resource = models.OneToOneField(
        Resource, models.CASCADE, primary_key=True, related_name="course"
    )
    deadline = models.DateField(_("apply by"), null=True, blank=True)
    cost = models.CharField(_("cost"), max_length=100, blank=True)
    format = models.CharField(_("format"), max_length=12, choices=Format, blank=True)

    class Meta:
        indexes = [models.Index(fields=["deadline"], name="course_deadline")]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.deadline or 'any time'}"

    @property
    def is_past(self) -> bool:
        return self.deadline is not None and self.deadline < timezone.now().date()


class Law(models.Model):
    """An act or decree: the branch it is about and whether it applies today."""

    class Branch(models.TextChoices):
        MEDICAL_CARE = "medical-care", _("Medical care")
        SICKNESS = "sickness", _("Sickness")
        UNEMPLOYMENT = "unemployment", _("Unemployment")
        OLD_AGE = "old-age", _("Old age")
        EMPLOYMENT_INJURY = "employment-injury", _("Employment injury")
        FAMILY = "family", _("Family")
        MATERNITY = "maternity", _("Maternity")
        INVALIDITY = "invalidity", _("Invalidity")
        SURVIVORS = "survivors", _("Survivors")

    class Status(models.TextChoices):
        IN_FORCE = "in-force", _("In force")
        AMENDED = "amended", _("In force, amended")
        REPEALED = "repealed", _("Repealed")

    resource = models.OneToOneField(Resource, models.CASCADE, primary_key=True, related_name="law")
    branch = models.CharField(_("branch"), max_length=20, choices=Branch, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, blank=True)

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.status}"


class Experience(models.Model):
    """What a country or an institution did, told so that others can learn from it."""

    resource = models.OneToOneField(
        Resource, models.CASCADE, primary_key=True, related_name="experience"
    )
    context = models.TextField(_("context"), blank=True)
    done = models.TextField(_("what was done"), blank=True)
    result = models.TextField(_("result"), blank=True)
    spent = models.TextField(_("what it cost"), blank=True)
    lessons = models.TextField(_("lessons"), blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.context[:80]


class Tool(models.Model):
    """Software or another instrument: which release, and what it needs to run."""

    resource = models.OneToOneField(Resource, models.CASCADE, primary_key=True, related_name="tool")
    release = models.CharField(_("version"), max_length=60, blank=True)
    requirements = models.CharField(_("requirements"), max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.release}"


# Type → what it adds. The names of their columns differ: in a snapshot they stand side by side.
DETAILS: dict[str, type[Course | Law | Experience | Tool]] = {
    Resource.Type.COURSE: Course,
    Resource.Type.LEGISLATION: Law,
    Resource.Type.EXPERIENCE: Experience,
    Resource.Type.INNOVATION: Experience,
    Resource.Type.TOOL: Tool,
}
