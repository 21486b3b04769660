"""How allauth's mails go out."""

from platform_site.accounts.adapter import AccountAdapter as People


class AccountAdapter(People):
    pass
