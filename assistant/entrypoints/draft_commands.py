"""The commands ``draft``, ``drafts`` and ``profile``, added to the others of cli.py."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.drafting.profile import check_profile, load_profile, schema_json
from assistant.drafting.profile_form import ProfileIn
from assistant.drafting.profile_toml import to_toml
from assistant.entrypoints import cli, draft_terminal, failures, file_output, terminal
from assistant.entrypoints.draft_schemas import FREE_SECTION, DraftOut, DraftRequest, RegenerateRequest
from assistant.entrypoints.gateway import Gateway, unheard
from assistant.entrypoints.profile_questions import Interview
from assistant.entrypoints.progress import Bars
from assistant.export.file_format import FileFormat
from ingest.errors import BadInput

profile_app = typer.Typer(help="What a home tells for its drafts.", no_args_is_help=True)
cli.app.add_typer(profile_app, name="profile")

ProfileFile = Annotated[
    Path | None, typer.Option("--profile", metavar="FILE", help="The home, as TOML or JSON (`homes profile new`).")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the draft to a file: .docx, .pdf, .md or .json.")
]


@cli.app.command()
def draft(
    kind: Annotated[
        list[str],
        typer.Argument(
            metavar="KIND [TOPIC]",
            help='Such as statement_of_purpose or policy/bullying; "section" takes the topic that the section is on.',
        ),
    ],
    profile: ProfileFile = None,
    out: Out = None,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Add good practice that no source asks for, marked as such.")
    ] = False,
    as_json: cli.AsJson = False,
) -> None:
    """Draft what a provider must write: every item cited, what only the home knows left open. It is kept."""
    file_output.check(out)
    name, *topic = kind
    if topic and name != FREE_SECTION:
        raise BadInput(f"only {FREE_SECTION} takes a topic")
    told = load_profile(profile) if profile else ProfileIn()
    request = DraftRequest(kind=name, profile=told, topic=" ".join(topic), suggestions=suggestions)
    with cli.gateway() as asked:
        with Bars.counting() as bars:
            made = asked.draft(request, bars.show if bars.live else unheard)
        _keep(made, out, asked)
    _show(made, out, as_json=as_json)


@cli.app.command()
def drafts(
    draft_id: Annotated[str | None, typer.Argument(metavar="ID", help="Show this draft; without it, list all.")] = None,
    version: Annotated[int | None, typer.Option(min=1, help="An earlier version.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Remove this draft with all its versions.")] = False,
    out: Out = None,
    as_json: cli.AsJson = False,
) -> None:
    """List the kept drafts, or show or remove one; it is shown as it stands against the documents of today."""
    file_output.check(out)
    if remove:
        _remove(draft_id)
        return
    if draft_id is None:
        _list_drafts(as_json=as_json)
        return
    with cli.gateway() as asked:
        kept = asked.kept_draft(draft_id, version)
        _keep(kept, out, asked)
    _show(kept, out, as_json=as_json)


def _remove(draft_id: str | None) -> None:
    if draft_id is None:
        raise BadInput("--remove needs the id of a draft; `homes drafts` lists them")
    with cli.gateway() as asked:
        asked.remove_draft(draft_id)
    cli.say("the draft is removed")


@cli.app.command()
def redraft(
    draft_id: Annotated[str, typer.Argument(metavar="ID")],
    section: Annotated[str, typer.Argument(metavar="SECTION", help="The section's id.")],
    profile: ProfileFile = None,
    out: Out = None,
    as_json: cli.AsJson = False,
) -> None:
    """Make one section of a kept draft anew, as a further version; the others stay as they are."""
    request = RegenerateRequest(profile=load_profile(profile)) if profile else RegenerateRequest()
    _change(lambda asked: asked.regenerate(draft_id, section, request), out, as_json=as_json)


@cli.app.command()
def fill(
    draft_id: Annotated[str, typer.Argument(metavar="ID")],
    answers: Annotated[
        list[str], typer.Argument(metavar="FIELD=ANSWER...", help="The gap's field, as the draft tells it.")
    ],
    out: Out = None,
    as_json: cli.AsJson = False,
) -> None:
    """Fill gaps of a kept draft, as a further version: the sections that an answer changes are made anew."""
    told = {field: answer for field, equals, answer in (one.partition("=") for one in answers) if equals}
    if len(told) < len(answers):
        raise BadInput('an answer is written FIELD=ANSWER, such as places=4 or "sexes=Girls and boys", each field once')
    _change(lambda asked: asked.fill(draft_id, told), out, as_json=as_json)


@cli.app.command()
def reword(
    draft_id: Annotated[str, typer.Argument(metavar="ID")],
    section: Annotated[str, typer.Argument(metavar="SECTION", help="The section's id.")],
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="Your own words; - reads them from stdin; none: the drafted text again."),
    ] = None,
    out: Out = None,
    as_json: cli.AsJson = False,
) -> None:
    """Put your own words in place of a section's text; what the sources ask stays beside them as a checklist."""
    if text is None:
        back = RegenerateRequest(discard_own_words=True)
        _change(lambda asked: asked.regenerate(draft_id, section, back), out, as_json=as_json)
        return
    written = (sys.stdin.read(cli.MOST_TYPED) if text == "-" else text).strip()
    if not written:
        raise BadInput("there are no words to put in; without a text the drafted one comes back")
    _change(lambda asked: asked.reword(draft_id, section, written), out, as_json=as_json)


@profile_app.command("new")
def new_profile(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write it.")] = Path("profile.toml"),
) -> None:
    """Ask for the facts of a home and write them to a file. Enter skips a question; ending early keeps the answers."""
    if out.exists():
        raise BadInput(f"{out} is there already: go on in it, or give another file with --out")
    told: dict[str, Any] = {}
    try:
        Interview(told, _prompt, cli.say).ask_all()
    except (KeyboardInterrupt, typer.Abort):
        cli.say("\nended early; what was answered is kept")
        raise typer.Exit(failures.INTERRUPTED) from None
    finally:
        file_output.write(out, to_toml(check_profile(told)).encode())
        cli.say(f"written to {out}: {len(told)} answer{'' if len(told) == 1 else 's'}")


@profile_app.command("schema")
def show_schema() -> None:
    """Print the form of a profile as JSON Schema."""
    print(schema_json(), end="")


def _prompt(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False, err=True))


def _change(change: Callable[[Gateway], DraftOut], out: Path | None, *, as_json: bool) -> None:
    """Change a kept draft, write it where it is to be written, and show it."""
    file_output.check(out)
    with cli.gateway() as asked:
        made = change(asked)
        _keep(made, out, asked)
    _show(made, out, as_json=as_json)


def _list_drafts(*, as_json: bool) -> None:
    with cli.gateway() as asked:
        listed = asked.drafts()
    none = "no draft is kept yet: `homes draft statement_of_purpose --profile profile.toml` makes one"
    cli.show_listed(listed, draft_terminal.drafts, none, as_json=as_json)


def _keep(made: DraftOut, out: Path | None, asked: Gateway) -> None:
    """Write the draft to ``out``, if it is to be written. Raises BadInput, ExportError."""
    if out is None:
        return
    ending = file_output.ending_of(out)
    if ending == file_output.JSON:
        content = (made.model_dump_json(indent=2) + "\n").encode()
    else:
        content = asked.draft_file(made.id, FileFormat(ending), made.version)
    file_output.write(out, content)


def _show(made: DraftOut, out: Path | None, *, as_json: bool) -> None:
    if as_json:
        terminal.print_json(made)
    elif out is not None:
        terminal.output().print(draft_terminal.summary(made))
        cli.say(f"written to {out}")
    else:
        terminal.output().print(draft_terminal.draft(made))
