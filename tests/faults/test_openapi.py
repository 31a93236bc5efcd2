"""schemathesis asks a running service what its own description allows, and what it does not."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.entrypoints.api import create_app
from assistant.settings import Settings
from tests.small_data import Served

EXAMPLES = 40

REFUSED = ["400", "401", "403", "404", "405", "408", "413", "422"]
CONFIG = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
SCHEMA = schemathesis.openapi.from_dict(create_app(Settings()).openapi(), config=CONFIG)
FOUND = [one.ok() for one in SCHEMA.get_all_operations() if isinstance(one, Ok)]
OPERATIONS = {operation.label: operation for operation in FOUND}
MODES = {"allowed": GenerationMode.POSITIVE, "not allowed": GenerationMode.NEGATIVE}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("label", OPERATIONS)
def test_the_service_does_what_its_description_says(served: Served, label: str, mode: str) -> None:
    operation = OPERATIONS[label]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=MODES[mode]))
    def ask(case: schemathesis.Case[Any]) -> None:
        # A rule may ask more than a form can say (a question of blanks is none): its 422 is in the description.
        case.call_and_validate(base_url=served.url, excluded_checks=[positive_data_acceptance])

    with suppress(Unsatisfiable):  # an address without parameters can hardly be asked wrongly
        ask()
