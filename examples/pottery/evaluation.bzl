"""What all evaluations of the pottery example share: corpora, criteria, and the baseline's scores, so that it runs once."""

CORPORA = {
    "flagged": "//datasets/pottery:flagged",
    "heldout": "//datasets/pottery:heldout",
}

CRITERIA = "//criteria/pottery:success_criteria"

BASELINE_SCORES = {corpus: "//examples/pottery:baseline.{}.scores".format(corpus) for corpus in CORPORA}
