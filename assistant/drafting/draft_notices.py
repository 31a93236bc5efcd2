"""What a reader is told of a model's part in a draft: which one, what of it was left out, and where it failed."""

from __future__ import annotations

from assistant.answer import Notice, NoticeKind
from assistant.composing import WHY
from assistant.drafting.draft import Draft, DraftSection

_WORDED = (
    "The language model {model} worded {sections} (prompt {prompt}). Each of its sentences was checked against its "
    "quotations or the home's profile; read it before it goes out."
)
_FAILED = (
    "The language model {model} could not be used for this section: {why}. The section stands as it is made without a "
    "model."
)
_FAILED_EVERYWHERE = (
    "The language model {model} could not be used for any section: {why}. The draft stands as it is made without a "
    "model."
)
_REMOVED = "{count} of the language model's sentences {were} kept out: {said} more than the sources or the profile do."
_PUT_BACK = "{count} that the language model's text had lost {was} put back, marked so."
_PROMPT_SHOWN = 12


def notices_of_model(draft: Draft) -> tuple[Notice, ...]:
    """Which model worded the draft, or why it worded nothing of it; none where none was asked."""
    written = draft.written_by
    if not written:
        asked = (section.writing for section in draft.sections if section.writing)
        failed = (_FAILED_EVERYWHERE.format(model=one.model, why=WHY[one.fault]) for one in asked if one.fault)
        return tuple(Notice(NoticeKind.MODEL, says) for says in failed)[:1]
    first = written[0]
    sections = f"{len(written)} of {len(draft.sections)} sections"
    words = _WORDED.format(model=first.model, sections=sections, prompt=first.prompt_sha256[:_PROMPT_SHOWN])
    return (Notice(NoticeKind.MODEL, words),)


def notices_of_section(section: DraftSection) -> tuple[Notice, ...]:
    """What became of the model's words in one section."""
    writing = section.writing
    if writing is None:
        return ()
    if writing.fault is not None:
        return (Notice(NoticeKind.MODEL, _FAILED.format(model=writing.model, why=WHY[writing.fault])),)
    notices = []
    if writing.removed:
        one = writing.removed == 1
        were, said = ("was", "it says") if one else ("were", "they say")
        notices.append(_REMOVED.format(count=writing.removed, were=were, said=said))
    if writing.put_back:
        one = writing.put_back == 1
        count = f"{writing.put_back} requirement{'' if one else 's'}"
        notices.append(_PUT_BACK.format(count=count, was="was" if one else "were"))
    return tuple(Notice(NoticeKind.INCOMPLETE, words) for words in notices)
