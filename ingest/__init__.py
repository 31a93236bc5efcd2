"""A PDF or web page becomes pages, provisions, references, passages, vectors."""

import os

# Before any library is imported that would read them: nothing is sent anywhere unasked. onnxruntime's wheels keep an id
# of the machine in the home folder and report to Microsoft nine seconds after they are imported (in Linux since 1.29).
os.environ |= {
    "ORT_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}

# numpy would start a thread for each core, which takes 60 ms of processor time: what is multiplied here is too small.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
