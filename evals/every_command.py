"""Every command of ``homes`` beside those of cli.py: importing a module of commands adds them."""

from assistant.entrypoints import (
    check_commands,
    compliance_commands,
    data_commands,
    draft_commands,
    filled_commands,
    review_commands,
)
from evals import check_command, draft_command, evaluate_command, register_command, review_command

__all__ = [
    "check_command",
    "check_commands",
    "compliance_commands",
    "data_commands",
    "draft_command",
    "draft_commands",
    "evaluate_command",
    "filled_commands",
    "register_command",
    "review_command",
    "review_commands",
]
