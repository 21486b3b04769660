"""Small drawing words for templates: an icon, initials, the pages of a list."""

from collections.abc import Iterator
from datetime import date

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.templatetags.static import static
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# Only these point somewhere, so only these turn round where reading goes the other way.
TURNING = frozenset({"arrow", "reply"})

# Half of the Arab world says one name of a month, half the other: both are written.
ARABIC_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
# A Spanish date is read with its prepositions: 20 de noviembre de 2026.
SPANISH_PATTERNS = {"j F Y": r"j \d\e F \d\e Y", "F Y": r"F \d\e Y"}

# Django's M begins with a capital letter, which the names of months have not in these languages.
SHORT_MONTHS = {"fr": "N", "es": "b"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing from the sprite. It always stands beside a word, so it has no name itself."""
    turns = " icon--turns" if name in TURNING else ""
    # Where the stylesheet does not arrive, it would be a black shape that fills the screen.
    plain = format_html('width="{0}" height="{0}" fill="none" stroke="currentColor"', 18)
    drawing = '<svg class="icon{}" {} aria-hidden="true"><use href="{}#{}"></use></svg>'
    return format_html(drawing, turns, plain, static("icons/icons.svg"), name)


@register.filter
def day(value: date | None, style: str = "j F Y") -> str:
    """A date in words, `20 November 2026`; `month` leaves out the day, `time` adds the hour."""
    if value is None:
        return ""
    local = timezone.template_localtime(value)  # type: ignore[attr-defined]  # not in the stubs
    pattern = {"month": "F Y", "short": "j M Y", "time": "j M Y, H:i"}.get(style, style)
    language = get_language() or ""
    if language == "es":
        pattern = SPANISH_PATTERNS.get(pattern, pattern)
    if language == "ar":
        written = dateformat.format(local, pattern.replace("F", "@").replace("M", "@"))
        return written.replace("@", ARABIC_MONTHS[local.month - 1]).replace(",", "،")
    written = dateformat.format(local, pattern.replace("M", SHORT_MONTHS.get(language, "M")))
    return f"1er{written[1:]}" if language == "fr" and written.startswith("1 ") else written


@register.filter
def moment(text: str) -> str:
    """`2021-09-28` → `28 September 2021`, `2021-09` → `September 2021`; all else stays."""
    style = {len("2021-09-28"): "j F Y", len("2021-09"): "month"}.get(len(text))
    if not style:
        return text
    try:
        return day(date.fromisoformat(f"{text}-01"[:10]), style)
    except ValueError:
        return text


@register.filter
def initials(name: str) -> str:
    """`Sophea Chann` → `SC`: people have initials, not stock faces."""
    words = str(name).split()
    chosen = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in chosen).upper()


@register.filter
def page_numbers(page: Page) -> Iterator[int | str]:
    """The numbers to show for this page of a list, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the widget is one tick box, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def anchor(field: BoundField) -> str:
    """Where a link to this field must point. A group of radio buttons has its id on the group."""
    return field.id_for_label or field.auto_id
