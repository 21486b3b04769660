"""What the masthead and the footer link to. A new section is one line in SECTIONS.

Addresses are contracts, so a link is written as its path below the language prefix;
a test asks each of them for an answer.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Link:
    title: str | Promise
    path: str
    # Whether that page brings the reader back to where they were.
    returns: bool = False
    # Other first parts of an address that belong to the same section.
    covers: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether this section is where the reader is; `path` comes without the language."""
        first = path.partition("/")[0]
        return first == self.path.partition("/")[0] or first in self.covers


@dataclass(frozen=True)
class Column:
    title: str | Promise
    links: tuple[Link, ...]


SECTIONS = (
    Link(_("Countries"), "countries/", covers=("regions", "groups", "instruments", "compare")),
    Link(_("Themes"), "themes/", covers=("tags",)),
    Link(_("Data"), "data/"),
    Link(_("Library"), "resources/"),
    Link(_("Glossary"), "glossary/"),
    Link(_("Programmes"), "programmes/", covers=("projects", "organisations")),
    Link(_("Forums"), "forums/"),
    Link(_("Workspaces"), "workspaces/"),
    Link(_("News"), "news/", covers=("events",)),
    Link(_("People"), "people/"),
    Link(_("Contribute"), "contribute/", covers=("contributions",)),
    Link(pgettext_lazy("the platform", "About"), "about/"),
)

FOOTER = (
    Column(
        pgettext_lazy("the platform", "About"),
        (
            Link(_("What this is"), "about/what-this-is/"),
            Link(_("How contributions are reviewed"), "about/review/"),
            Link(_("Privacy"), "about/privacy/"),
        ),
    ),
    Column(
        _("Take part"),
        (
            Link(_("Add what you know"), "contribute/"),
            Link(_("How to take part"), "about/take-part/"),
            Link(_("Events"), "events/"),
            Link(_("Create an account"), "accounts/signup/"),
        ),
    ),
    Column(
        _("Use the data"),
        (
            Link(_("Figures by country"), "countries/"),
            Link(_("Where the figures come from"), "about/figures/"),
            Link(_("International instruments"), "instruments/"),
            Link(_("Projects"), "projects/"),
            Link(_("Organisations"), "organisations/"),
            Link(_("Tags"), "tags/"),
            Link(_("Feed of all that is new"), "feed/"),
        ),
    ),
    Column(
        _("Help"),
        (
            Link(_("Accessibility"), "about/accessibility/"),
            Link(_("Translations to be read"), "translations/"),
            Link(_("Light or dark"), "display/", returns=True),
            Link(_("Contact"), "about/contact/"),
        ),
    ),
)
