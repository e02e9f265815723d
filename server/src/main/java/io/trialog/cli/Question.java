package io.trialog.cli;

import java.io.IOException;

/** Asks the person at the terminal. */
final class Question {

    private final Surroundings surroundings;

    Question(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Whether the answer begins with a y; an empty one is a no. */
    boolean isYes(String question) {
        surroundings.screen().line(question + " [y/N]");
        StringBuilder answer = new StringBuilder();
        try {
            for (int c = surroundings.in().read();
                    c >= 0 && c != '\n';
                    c = surroundings.in().read()) {
                answer.append((char) c);
            }
        } catch (IOException e) {
            return false; // nobody is there any more
        }
        String text = answer.toString().strip();
        return text.startsWith("y") || text.startsWith("Y");
    }
}
