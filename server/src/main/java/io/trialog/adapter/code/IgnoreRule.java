package io.trialog.adapter.code;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of an ignore file, as gitignore(5) describes them.
 *
 * @param path what it matches, relative to where the file lies, with {@code /}
 * @param directoriesOnly whether it matches directories only
 * @param again whether it takes back what an earlier line ignores
 */
record IgnoreRule(Pattern path, boolean directoriesOnly, boolean again) {

    /** Reads a line; empty for blank lines, comments, and patterns that match nothing. */
    static Optional<IgnoreRule> parse(String line) {
        String text = withoutTrailingBlanks(line);
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        boolean again = text.startsWith("!");
        String pattern = again ? text.substring(1) : text;
        boolean directoriesOnly = pattern.endsWith("/");
        if (directoriesOnly) {
            pattern = pattern.substring(0, pattern.length() - 1);
        }
        boolean anchored = pattern.contains("/");
        if (pattern.startsWith("/")) {
            pattern = pattern.substring(1);
        }
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        try {
            String regex = (anchored ? "" : "(?:.*/)?") + new Glob(pattern).regex();
            return Optional.of(new IgnoreRule(Pattern.compile(regex, Pattern.DOTALL), directoriesOnly, again));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    boolean matches(String relative, boolean isDirectory) {
        return (isDirectory || !directoriesOnly) && path.matcher(relative).matches();
    }

    private static String withoutTrailingBlanks(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        while (text.endsWith(" ") && !text.endsWith("\\ ")) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    /** Translates a pattern into a regular expression. */
    private static final class Glob {

        private final String pattern;
        private final StringBuilder regex = new StringBuilder();
        private int at;

        Glob(String pattern) {
            this.pattern = pattern;
        }

        String regex() {
            while (at < pattern.length()) {
                if (pattern.startsWith("**/", at) && (at == 0 || pattern.charAt(at - 1) == '/')) {
                    regex.append("(?:.*/)?");
                    at += 3;
                } else if (pattern.substring(at).equals("/**")) {
                    regex.append("/.+");
                    at += 3;
                } else {
                    one(pattern.charAt(at++));
                }
            }
            return regex.toString();
        }

        private void one(char character) {
            switch (character) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> range();
                case '\\' -> {
                    if (at < pattern.length()) {
                        literal(pattern.charAt(at++));
                    }
                }
                default -> literal(character);
            }
        }

        private void range() {
            int end = pattern.indexOf(']', at + (isNegated() ? 2 : 1));
            if (end < 0) {
                literal('[');
                return;
            }
            String inside = pattern.substring(at + (isNegated() ? 1 : 0), end);
            regex.append("(?!/)[").append(isNegated() ? "^" : "");
            for (int i = 0; i < inside.length(); i++) {
                char character = inside.charAt(i);
                boolean asItIs = character == '-' || Character.isLetterOrDigit(character);
                regex.append(asItIs ? "" : "\\").append(character);
            }
            regex.append(']');
            at = end + 1;
        }

        private boolean isNegated() {
            return at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^');
        }

        private void literal(char character) {
            regex.append(Pattern.quote(String.valueOf(character)));
        }
    }
}
