"""What a workspace begins with, by its purpose: outlines of documents and first tasks.

Plain data: headings and questions, to be answered by the people who work there.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Text = str | Promise


@dataclass(frozen=True)
class Part:
    """A heading of an outline and what is to be written under it."""

    heading: Text
    prompt: Text
    # The head of a table to be filled in, where the part is one.
    columns: tuple[Text, ...] = ()
    rows: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Outline:
    title: Text
    parts: tuple[Part, ...]

    def source(self) -> str:
        """The outline as markup, in the active language."""
        return "\n\n".join(_written(part) for part in self.parts) + "\n"


@dataclass(frozen=True)
class Starter:
    """What one purpose brings along."""

    lead: Text
    outlines: tuple[Outline, ...]
    tasks: tuple[Text, ...]


def _written(part: Part) -> str:
    lines = [f"# {part.heading}", "", f"*{part.prompt}*"]
    if part.rows:
        head = " | ".join(["", "", *map(str, part.columns), ""]).strip()
        lines += ["", head, "|" + " --- |" * (len(part.columns) + 1)]
        lines += [f"| {row} |" + "  |" * len(part.columns) for row in part.rows]
    return "\n".join(lines)


TERMS = Outline(
    _("What we agreed on"),
    (
        Part(_("Aim"), _("What will be different when we are done, in two sentences?")),
        Part(_("Who takes part"), _("Who is here, for which institution, and who decides?")),
        Part(_("What we produce"), _("Name each result and the day it is due.")),
        Part(
            _("How we work"), _("How often do we meet, in which language, who writes the minutes?")
        ),
    ),
)

COOPERATION = Starter(
    _("Terms, a work plan and minutes for people of several institutions."),
    (
        TERMS,
        Outline(
            _("Where things stand"),
            (
                Part(_("The request"), _("Who asked for support, when, and for what?")),
                Part(_("What exists"), _("Which laws, schemes and figures do we start from?")),
                Part(_("What was tried"), _("What was done before, and what came of it?")),
            ),
        ),
        Outline(
            _("Minutes"),
            (
                Part(
                    _("Meeting of …"), _("Who was there, what was decided, who does what by when?")
                ),
            ),
        ),
    ),
    (
        _("Write down what was asked for, and by whom"),
        _("Agree on aim, results and dates"),
        _("Collect the laws and figures we start from"),
        _("Hold the first meeting and write its minutes"),
    ),
)

RESEARCH = Starter(
    _("A question, a method, sources, and findings that others can check."),
    (
        Outline(
            _("Research question"),
            (
                Part(_("The question"), _("What do we want to know, and who needs the answer?")),
                Part(_("What is known"), _("Which studies come close, and where do they stop?")),
                Part(_("Method"), _("Which data, which comparison, which limits?")),
                Part(_("Ethics"), _("Whose data is it, who agreed, who could be harmed?")),
            ),
        ),
        Outline(
            _("Sources"),
            (
                Part(
                    _("Read so far"),
                    _("For each: full reference, what it shows, how far we trust it."),
                ),
            ),
        ),
        Outline(
            _("Findings"),
            (
                Part(_("In short"), _("Three sentences that somebody outside could repeat.")),
                Part(_("Evidence"), _("Each finding with its figures, years and sources.")),
                Part(_("What remains open"), _("What would change our mind?")),
            ),
        ),
    ),
    (
        _("Agree on the question"),
        _("Search the library and list what is known"),
        _("Ask two people outside to comment on the method"),
        _("Publish the findings into the library"),
    ),
)

SCHEME = Starter(
    _("From the first idea of a scheme to its rules, its costs and its start."),
    (
        Outline(
            _("Concept of the scheme"),
            (
                Part(
                    _("Who is to be covered"),
                    _("Which people, how many, and who leaves them out today?"),
                ),
                Part(
                    _("Benefits"), _("What is paid or provided, how much, under which conditions?")
                ),
                Part(_("Financing"), _("Contributions, taxes or both: who pays what?")),
                Part(_("Institution"), _("Who registers, collects, pays and answers complaints?")),
            ),
        ),
        Outline(
            _("Legal basis"),
            (
                Part(_("Law today"), _("Which articles apply, and which stand in the way?")),
                Part(_("What must change"), _("Law, decree or rule: which, by whom, by when?")),
                Part(
                    _("International standards"),
                    _("What do Convention No. 102 and Recommendation No. 202 ask for?"),
                ),
            ),
        ),
        Outline(
            _("Costs and valuation"),
            (
                Part(_("Assumptions"), _("Each with its source and the range it could lie in.")),
                Part(_("Results"), _("Costs by year; what they depend on most.")),
                Part(_("Review"), _("Who checked the calculation, and when is it done again?")),
            ),
        ),
        Outline(
            _("Getting started"),
            (
                Part(
                    _("Before the first payment"),
                    _("Staff, forms, systems, information: what must be ready?"),
                ),
            ),
        ),
    ),
    (
        _("Describe who is to be covered"),
        _("Collect the figures for the valuation"),
        _("Consult workers’ and employers’ organisations"),
        _("Compare with schemes of other countries"),
        _("Plan the first year of operation"),
    ),
)

TRAINING = Starter(
    _("Objectives, a programme, materials, and what participants say afterwards."),
    (
        Outline(
            _("Design of the session"),
            (
                Part(
                    _("Participants"),
                    _("Who comes, what do they know, what do they do the day after?"),
                ),
                Part(_("Objectives"), _("At the end, participants can … (three at most).")),
                Part(_("How we will know"), _("How is each objective checked?")),
            ),
        ),
        Outline(
            _("Programme"),
            (Part(_("Sessions"), _("For each: time, objective, method, material, who leads it.")),),
        ),
        Outline(
            _("Afterwards"),
            (
                Part(_("What participants said"), _("What helped, what was missing?")),
                Part(_("What we change"), _("Next time we …")),
            ),
        ),
    ),
    (
        _("Ask participants what they need"),
        _("Agree on the objectives"),
        _("Prepare the material of each session"),
        _("Ask participants afterwards"),
    ),
)

MATERIAL = Starter(
    _("A publication from its outline to its release."),
    (
        Outline(
            _("Brief"),
            (
                Part(_("Readers"), _("Who reads it, where, and what do they do next?")),
                Part(_("Message"), _("If they remember one sentence, which?")),
                Part(_("Form"), _("How long, in which languages, with which licence?")),
            ),
        ),
        Outline(
            _("Draft"),
            (Part(_("Outline"), _("The headings first; agree on them before writing.")),),
        ),
        Outline(
            _("Comments received"),
            (Part(_("By whom, on what"), _("And what we did about it.")),),
        ),
    ),
    (
        _("Agree on readers and message"),
        _("Write the first draft"),
        _("Have it read by somebody who did not write it"),
        _("Check every figure against its source"),
        _("Publish it into the library"),
    ),
)

_ANSWERS = (_("Evidence"), _("Responsible"), _("State"))
ACTION_PLAN = Starter(
    _("A strategy and its plan: components, evidence, responsibilities, and where each stands."),
    (
        Outline(
            _("Assessment"),
            (
                Part(
                    _("The four guarantees"),
                    _("For each: what does the law say, who is reached, what is missing?"),
                    (_("In law"), _("In practice"), _("Missing"), _("Evidence")),
                    (
                        _("Essential health care"),
                        _("Basic income security for children"),
                        _("Basic income security for persons of working age"),
                        _("Basic income security for older persons"),
                    ),
                ),
                Part(_("Who is left out"), _("Which groups, how many, and why?")),
            ),
        ),
        Outline(
            _("Strategy"),
            (
                Part(_("Vision"), _("What is everyone entitled to, and by which year?")),
                Part(
                    _("Components"),
                    _("Add your own, and take away what does not apply."),
                    _ANSWERS,
                    (
                        _("Extending coverage"),
                        _("Adequate benefits"),
                        _("Laws and rules"),
                        _("Financing"),
                        _("Institutions and delivery"),
                    ),
                ),
                Part(
                    _("Options and costs"),
                    _("For each option: what it costs by year, and who pays."),
                ),
            ),
        ),
        Outline(
            _("Action plan"),
            (
                Part(
                    _("Actions"),
                    _("Each belongs to a component. State: not begun, under way, done, given up."),
                    (_("Component"), _("Responsible"), _("By when"), _("Evidence"), _("State")),
                    (_("First action"), _("Second action"), _("Third action")),
                ),
                Part(
                    _("How progress is measured"),
                    _("Indicator, where we are, where we want to be."),
                ),
            ),
        ),
        Outline(
            _("Social dialogue"),
            (
                Part(
                    _("Who was heard"),
                    _("Workers, employers, civil society, ministries: when, and on what?"),
                ),
                Part(_("What they said"), _("And what was changed because of it.")),
            ),
        ),
    ),
    (
        _("Say who leads and who is consulted"),
        _("Fill in the assessment, each statement with its evidence"),
        _("Agree on the components of the strategy"),
        _("Cost the options"),
        _("Give each action a responsible institution and a date"),
        _("Consult workers’ and employers’ organisations"),
        _("Publish the plan into the library"),
    ),
)

STARTERS: dict[str, Starter] = {
    "technical-cooperation": COOPERATION,
    "research": RESEARCH,
    "scheme": SCHEME,
    "training": TRAINING,
    "material": MATERIAL,
    "action-plan": ACTION_PLAN,
}
