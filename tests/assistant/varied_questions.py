"""Questions of every kind that people ask of the official documents: asked in tests for what every answer promises."""

from __future__ import annotations

VARIED = (
    # by name
    "What does reg 28(2) say?",
    "List everything in Schedule 2",
    "Schedule 1 paragraph 19",
    "para 10.12",
    "What does regulation 22 require?",
    "What does regulation 2 say about the placing authority?",
    "What does the explanatory note say about Part 6?",
    # when
    "How soon must a restraint be recorded?",
    "How often must the independent person visit?",
    "When must a revised statement of purpose go to HMCI?",
    "How long must case records be kept?",
    "How long does a manager have to get the Level 5 Diploma?",
    "By when must new care staff have the Level 3 diploma?",
    "How often is the location of the premises reviewed?",
    "How quickly must HMCI be told that a child has died?",
    "How often must staff be appraised?",
    "When must the home tell Ofsted that the manager will be away?",
    # who
    "Who may not be appointed as the independent person?",
    "Who gets a copy of the independent person's report?",
    "Who must ensure that the home has a behaviour management policy?",
    "Who decides whether a qualification is equivalent to the Level 5 Diploma?",
    "Who must be told when a child is admitted to the home?",
    "Who is the responsible individual?",
    "Who can look at a child's case record?",
    # lists
    "What are the nine quality standards?",
    "Which sanctions are prohibited by regulation 19(2)?",
    "List the checks needed before somebody starts work",
    "What records must be kept about each child?",
    "Which policies must the home have?",
    "What has to go in the children's guide?",
    "What needs to be in the statement of purpose?",
    "Names of the bodies a home works with in the wider system",
    # drafts
    "Draft a paragraph on staff supervision",
    "Write a section on complaints for our statement of purpose",
    "Outline our approach to restraint",
    "Set out the arrangements for children who go missing",
    # plain, in the documents' words
    "medicines",
    "fire precautions",
    "monitoring and surveillance",
    "short breaks",
    "contact with parents and friends",
    "education standard",
    "notification of a serious event",
    "financial position of the home",
    "secure children's homes",
    "use of temporary staff",
    # plain, in people's words
    "Can we take a phone off a kid as a punishment?",
    "do bank staff need a DBS",
    "kid came back late and drunk what do we write down",
    "can staff search a bedroom",
    "is it ok to lock the front door at night",
    "The dentist says he needs a filling, who consents?",
    "Our RI also manages another home, is that allowed",
    "new starter has no references yet",
    "how many staff do we need on shift",
    # about inspection and beyond
    "What do inspectors look at when they judge leadership and management?",
    "What does Annex A ask for before an inspection?",
    "What is the role of the designated officer in allegations?",
    "What does Working Together say about information sharing?",
    "What makes a home inadequate?",
)
