"""The words by which statements claim things: who acts, how strongly, with what limits, on whose authority. Tables."""

from __future__ import annotations

import re

from ingest.document import Authority, Force


def _signs(table: dict[str, str], *, flags: re.RegexFlag = re.IGNORECASE) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"\b(?:{sign})\b", flags)) for name, sign in table.items())


ROLES = _signs(
    {
        "deputy manager": r"(?:deputy|assistant|acting|interim)(?:\s+managers?)?|deputies",
        "area manager": r"(?:area|regional|service|operations|general|line)\s+managers?",
        "leader": r"(?:team|shift|group|practice)\s+leaders?|senior\s+(?:staff|workers?|practitioners?)",
        "registered person": r"registered\s+persons?",
        "registered provider": r"(?:registered\s+)?providers?",
        "registered manager": r"(?:registered\s+)?managers?(?:\s+of\s+the\s+home)?|(?-i:RM)",
        "responsible individual": r"responsible\s+individuals?|(?-i:RI)",
        "inspector": r"inspectors|(?<!chief )inspector",
        "HMCI": r"HMCI|Ofsted|(?:H(?:er|is)\s+Majesty[’']?s\s+)?Chief\s+Inspector|the\s+regulator",
        "placing authority": r"placing\s+authorit(?:y|ies)",
        "local authority": r"local\s+authorit(?:y|ies)|councils?",
        "independent person": r"independent\s+persons?|(?:reg(?:ulation)?\.?\s*44|independent)\s+visitors?",
        "reviewing officer": r"(?:independent\s+)?reviewing\s+officers?|IROs?",
        "social worker": r"social\s+workers?",
        "designated officer": r"designated\s+officers?|LADOs?",
        "virtual school head": r"virtual\s+school\s+heads?",
        "Secretary of State": r"secretary\s+of\s+state|ministers?|department\s+for\s+education|(?-i:DfE)",
        "integrated care board": r"integrated\s+care\s+boards?|ICBs?",
        "clinical commissioning group": r"clinical\s+commissioning\s+groups?|CCGs?",
        "court": r"courts?|magistrates?|judges?|tribunals?",
        "police": r"police|constables?",
        "parent": r"parents?|mothers?|fathers?|parental\s+responsibility",
        "relative": r"relatives?|relations|friends?"
        r"|famil(?:y|ies)(?!\s+(?:doctor|contact|time|life|home|court|tree|group|history|background)s?\b)",
        "doctor": r"doctors?|(?:general\s+)?medical\s+practitioners?|(?-i:GPs?)|dentists?",
        "nurse": r"nurses?|matrons?",
        "teacher": r"teachers?|head\s?teachers?",
        "therapist": r"therapists?|psychologists?|psychiatrists?|counsellors?",
        "advocate": r"advocates?",
        "solicitor": r"solicitors?|lawyers?|barristers?",
        "director": r"directors?|partners?|trustees?|owners?",
        "agency": r"agency|agencies",
        "volunteer": r"volunteers?",
        "staff": r"staff|employees?|workers?|persons?\s+(?:working|employed)",
        "child": r"child(?:ren)?|young\s+(?:people|persons?)|residents?",
    }
)
"""In order: a role found is taken out before the next is looked for, so that "social worker" is not also "staff"."""

ROLE_CARRIED_BY = {
    "inspector": {"HMCI"},
    "leader": {"staff"},
    "staff": {"agency", "volunteer"},
}

_MUST = (
    r"must|shall|ha(?:s|ve)\s+to|had\s+to|requires?"
    r"|(?:is|are|be|being)\s+(?:\w+ly\s+)?required|(?<!not )required\s+(?:to|by\s+law)"
    r"|oblig(?:ed|es?|ation|ations|atory)|mandatory|compulsory|needs?\s+to|cannot|can[’']t|can\s?not|may\s+not|may\s+only"
    r"|(?:is|are)\s+to(?=\s+(?:be|have|keep|make|send|give)\b)|by\s+law|legally|always|never|at\s+all\s+times"
)
STRONG = (
    (Force.MUST, re.compile(rf"\b(?:{_MUST})\b", re.IGNORECASE)),
    (Force.SHOULD, re.compile(r"\b(?:should|ought|(?:is|are)\s+expected)\b", re.IGNORECASE)),
    (Force.MAY, re.compile(r"\bmay\b(?!\s+(?:not|only)\b)", re.IGNORECASE)),
)
"""Words that give a statement a force which its quotes must have."""

SOFT_MUST = re.compile(
    r"\b(?P<word>require(?:d|ments?)|dut(?:y|ies)|necessary|essential|statutory|prohibit(?:s|ed)?|forbid(?:den|s)?|bann?(?:ed|s)?"
    r"|unlawful(?:ly)?|illegal(?:ly)?|offences?|criminal|lawful(?:ly)?|exempt(?:ion|ions|ed)?|entitled?|optional|voluntary"
    r"|permi(?:t|ts|tted|ssion)|allow(?:s|ed)?|recommend(?:s|ed|ations?)?|encouraged?|good\s+practice|best\s+practice)\b",
    re.IGNORECASE,
)
"""Words that may claim a force or only name a thing: the quotes must have the very word, or its force (see below)."""

SOFT_CARRIED_BY = {
    "requir": Force.MUST,
    "duti": Force.MUST,
    "recommend": Force.SHOULD,
    "permit": Force.MAY,
    "allow": Force.MAY,
}
"""Of the words above, by stem, those that another printed word of that force says just as well."""

MODAL = re.compile(
    r"\b(?P<modal>must|should|shall|may|can|could|will|ought|cannot|ha(?:s|ve)\s+to|(?:is|are)\s+required|needs?\s+to)"
    r"(?P<limit>\s+(?:only|not|never)\b|n[’']t\b)?",
    re.IGNORECASE,
)

PASSIVE = re.compile(
    r"\b(?:must|should|shall|may|can|ha(?:s|ve)\s+to|needs?\s+to)\s+(?:not\s+|never\s+|also\s+)?be\s+(?:\w+ly\s+)?"
    r"(?:\w+ed|sent|given|kept|made|told|shown|held|paid|taken|put|written|chosen|seen|met|set|found|brought)\b",
    re.IGNORECASE,
)
"""Modals whose subject has nothing to do: "Ofsted must be notified" lays nothing on Ofsted."""

LIMITS = _signs(
    {
        "not": r"not|no|never|none|nobody|nothing|neither|nor|cannot|\w+n[’']t|refus\w+|reject\w+|prohibit\w*|forbid\w*"
        r"|ban|banned|exempt\w*|den(?:y|ies|ied)|regardless|irrespective",
        "without": r"without|lack(?:s|ing)?|absence|absent",
        "unless": r"unless|except(?:ion|ions|ing)?|other\s+than|apart\s+from|save",
        "only": r"only|solely|exclusively|alone|just|nobody\s+else",
        "always": r"always|at\s+all\s+times|every\s+time|in\s+all\s+cases|whatever|in\s+any\s+circumstances|any\s*time",
    }
)
"""Words that turn a claim round, or draw its limits: a statement has none that its quotes have not."""

LIMIT_CARRIED_BY = {"not": {"without"}, "without": {"not"}}

NOT_A_LIMIT = re.compile(
    r"\b(?:(?:no|not|never)\s+(?:later|more|less|fewer|longer|earlier)\s+than|not\s+exceed\w*|without\s+(?:undue\s+)?delay"
    r"|whether\s+or\s+not|if\s+not|not\s+only|just\s+as|no\s+doubt)\b",
    re.IGNORECASE,
)

SOURCES: tuple[tuple[frozenset[Authority], re.Pattern[str]], ...] = (
    (
        frozenset({Authority.STATUTE}),
        re.compile(
            r"\b(?:(?:the\s+|these\s+)?regulations(?!\s+\d)|law|laws|legal|legally|legislation|statutory(?!\s+guidance)|statutes?"
            r"|statutorily)\b|\bthe\s+(?:\w+\s+){0,3}Act\b",
            re.IGNORECASE,
        ),
    ),
    (
        frozenset({Authority.STATUTORY_GUIDANCE, Authority.OTHER_OFFICIAL, Authority.INSPECTION_FRAMEWORK}),
        re.compile(r"\b(?:the\s+guide\b|guidance\b)", re.IGNORECASE),
    ),
    (
        frozenset({Authority.INSPECTION_FRAMEWORK}),
        re.compile(r"\bSCCIF\b|\binspection\s+framework\b|\binspection\s+practice\b", re.IGNORECASE),
    ),
    (
        frozenset({Authority.PROVIDERS_OWN}),
        re.compile(r"\b(?:our|your)\s+(?:\w+\s+){0,2}(?:policy|policies|plan|procedures?|handbook)\b", re.IGNORECASE),
    ),
)
"""Whose words a statement says it gives: one of its quotes must be from there, or have these words itself."""

SYNONYMS = (
    "give gives given giving provide provides provided supply send sends sent",
    "keep keeps kept retain retained maintain maintained hold",
    "tell told notify notified notification inform informed",
    "begin begins beginning start starts started commence commences",
    "finish finished complete completed completes end",
    "job work employment post position role",
    "rule rules provision provisions requirement requirements",
    "get gets obtain obtained gain gains attain attained hold holds",
    "copy copies",
    "within in inside",
    "stop prevent",
    "look review",
    "see seen access accessible",
    "show shown demonstrate",
    "help support assist",
)
"""Words taken for one another in a statement and its quotes; few, and none that the field tells apart."""

GLUE = frozenset(
    """
    accord also answer applic appli base case concern contain cover describ detail document ensur exampl expect
    explain expressli fall find follow general give guid guidanc hold home includ inform issu law list mean mention
    must name need note one order part passag person point quot refer regard regul relat relev respect requir say
    section set should specif specifi state statement statutori talk thing through under use within year month week
    day hour may shall not no only unless except without cannot never alway while whilst where both other each every
    all more most least first via etc make take place put person act way children's child's own whether they'r don't
    between nobody none noth neither nor sole among due whole full made given over per well new up down out so long
    much many few
    """.split()  # noqa: SIM905 - a page of words reads better than a page of quotation marks
)
"""Stems that carry no claim of their own here: frames of a sentence, and words that another rule looks at."""
