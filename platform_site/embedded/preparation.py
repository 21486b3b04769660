"""Do the steps that a start still needs, with words and times for the person who waits.

Run as `python -m platform_site.embedded.preparation ACCOUNTS [--stamps FILE] [--scale-data N]`
in the environment of the site. What signs in to the demonstration is left in ACCOUNTS as JSON.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command, get_commands

from platform_site.embedded.messages import compile_messages
from platform_site.embedded.steps import DEMO, MESSAGES, ROOT, Stamps, Step


def main(argv: list[str]) -> None:
    options = read_arguments(argv)
    django.setup()
    if options.scale_data and "load_scale_data" not in get_commands():
        sys.exit("--scale-data: this version has no loader of generated pages yet.")
    stamps = Stamps(options.stamps)
    for step in stamps.pending(demo_content=not options.no_demo_content):
        do(step)
        if step is DEMO:
            leave_accounts(options.accounts)
        stamps.keep(step)
    if options.scale_data:
        call_command("load_scale_data", options.scale_data)


def read_arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("accounts", type=Path)
    parser.add_argument("--stamps", type=Path)
    parser.add_argument("--no-demo-content", action="store_true")
    parser.add_argument("--scale-data", type=int, default=0)
    return parser.parse_args(argv)


def do(step: Step) -> None:
    print(f"  {step.saying} …", flush=True)
    began = time.monotonic()
    if step is MESSAGES:
        compile_messages(ROOT / "locale")
    else:
        call_command(step.command, *step.arguments)
    print(f"  {step.saying}: {time.monotonic() - began:.1f} s", flush=True)


def leave_accounts(file: Path) -> None:
    # Its models can be imported only now that Django is set up.
    from platform_site.home.demo import accounts  # noqa: PLC0415

    file.write_text(json.dumps(accounts()))


if __name__ == "__main__":
    main(sys.argv[1:])
