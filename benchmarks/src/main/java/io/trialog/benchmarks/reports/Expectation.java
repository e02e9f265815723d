package io.trialog.benchmarks.reports;

/** What an answer must say. */
enum Expectation {

    /** 200, and of each report that it is accepted. */
    ALL_ACCEPTED {
        @Override
        void check(AnswerReader answer, int reports) {
            STATUS_200.check(answer, reports);
            if (answer.accepted() != reports) {
                throw new IllegalStateException("answer with " + answer.accepted() + " accepted reports (expected: "
                        + reports + "): " + answer.text());
            }
        }
    },

    /** 200. */
    STATUS_200 {
        @Override
        void check(AnswerReader answer, int reports) {
            if (answer.status() != 200) {
                throw new IllegalStateException(
                        "answer with status " + answer.status() + " (expected: 200): " + answer.text());
            }
        }
    };

    /** @throws IllegalStateException when the answer says something else */
    abstract void check(AnswerReader answer, int reports);
}
