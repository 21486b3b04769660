"""What the themes stand for, in our own words; the instruments say it in full."""

from django.utils.translation import gettext_lazy as _

# The contingency of each branch, as Convention No. 102 draws it.
CONTINGENCIES = {
    "BR.MED": _(
        "Care that keeps, restores or improves health: practitioners, hospitals, essential"
        " medicines, and care before, during and after childbirth."
    ),
    "BR.SIC": _("Income for people who can't work because they are ill and whose earnings stop."),
    "BR.UNE": _(
        "Income for people who are able and available to work and can't find suitable employment."
    ),
    "BR.OLD": _("Income for people who live beyond the age that the law prescribes."),
    "BR.INJ": _(
        "Care and income after an accident at work or an occupational disease, and income for the"
        " family of a worker who dies of it."
    ),
    "BR.FAM": _("Cash, goods or services for people who bring up children."),
    "BR.MAT": _(
        "Care during pregnancy and childbirth and after it, and income while earnings stop."
    ),
    "BR.INV": _(
        "Income for people who lastingly can't do any gainful work, once sickness benefit has"
        " ended."
    ),
    "BR.SUR": _("Income for the spouse and the children who lose the person that supported them."),
}

# What Recommendation No. 202 asks every national floor to guarantee.
GUARANTEES = {
    "health": _("Access to essential health care, including maternity care"),
    "children": _("Basic income security for children"),
    "active-age": _("Basic income security for people of working age who can't earn enough"),
    "older": _("Basic income security for older persons"),
}

# What a family says of its themes, by its code.
FAMILIES = {
    "BR": _(
        "Nine contingencies, fixed by the Social Security (Minimum Standards) Convention of 1952."
    ),
    "LC": _("Protection from before birth to old age."),
    "BB": _("What a national system is built of and run with."),
    "PA": _("Reaching those whom systems tend to leave out."),
    "TG": _("The people whom social protection is for."),
    "SC": _("Ways to organise it."),
}

# Where a theme comes from, by what the file calls it.
SOURCES = {
    "ILO programming note": _("the ILO’s thematic areas of social protection"),
    "SDG 1.3.1; ILO programming note": _(
        "the groups of SDG indicator 1.3.1 and of the ILO’s thematic areas"
    ),
    "ILO Social Protection Platform": _("the ILO’s description of its Social Protection Platform"),
}
