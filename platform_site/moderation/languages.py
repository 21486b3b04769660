"""Which language a revision is about, so that somebody who reads it can decide on it."""

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Page
from platform_site.pages.snapshots import flatten

_CODES = {code for code, _name in CONTENT_LANGUAGES}


def language_of(page: Page, base: Snapshot, proposal: Snapshot) -> str:
    """A written page's own. Of one that exists once, the language of the rows that are changed.

    Rows say it in their key: `fr`, `fr-1a2b`. Several languages together are the page's.
    """
    if kinds.get(page.kind).is_written:
        return str(proposal.get("language") or page.language)
    before, after = flatten(base), flatten(proposal)
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    keys = {path[1].partition("-")[0] for path in changed if len(path) > 1}
    languages = keys & _CODES
    return languages.pop() if len(languages) == 1 else page.language
