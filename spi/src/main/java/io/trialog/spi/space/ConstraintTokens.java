package io.trialog.spi.space;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a {@link Constraint}, one after the other. Mutable. */
final class ConstraintTokens {

    /** Kinds of words. */
    enum Kind {
        NUMBER,
        STRING,
        NAME,
        SYMBOL,
        END
    }

    /**
     * A word.
     *
     * @param text as it counts: strings and names without their quotes
     * @param position where it begins, from 1
     */
    record Token(Kind kind, String text, int position) {

        boolean is(String symbol) {
            return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
        }

        @Override
        public String toString() {
            return kind == Kind.END ? "the end" : "'" + text + "' at position " + position;
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<number>(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)"
                    + "|'(?<single>[^']*)'|\"(?<double>[^\"]*)\"|`(?<quoted>[^`]+)`|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
                    + "|(?<symbol><=|>=|==|!=|[-+*/()<>.]))");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * Splits an expression.
     *
     * @throws IllegalArgumentException for a character that has no place in one
     */
    ConstraintTokens(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int position = 0;
        int end = text.stripTrailing().length();
        while (position < end) {
            matcher.region(position, text.length());
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException(unexpected(text, position));
            }
            tokens.add(token(matcher));
            position = matcher.end();
        }
        tokens.add(new Token(Kind.END, "", text.length() + 1));
    }

    private static String unexpected(String text, int position) {
        int at = position;
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String hint = text.charAt(at) == '=' ? "; equality is ==" : "";
        return "'" + text.charAt(at) + "' at position " + (at + 1)
                + " (expected: a parameter, a number, a quoted string or an operator" + hint + ")";
    }

    private static Token token(Matcher matcher) {
        for (String group : List.of("number", "single", "double", "quoted", "name", "symbol")) {
            String text = matcher.group(group);
            if (text != null) {
                Kind kind = switch (group) {
                    case "number" -> Kind.NUMBER;
                    case "single", "double" -> Kind.STRING;
                    case "symbol" -> Kind.SYMBOL;
                    default -> Kind.NAME;
                };
                return new Token(kind, text, matcher.start(group) + 1);
            }
        }
        throw new IllegalStateException(matcher.group());
    }

    /** The next word; {@link Kind#END} when there is none. */
    Token peek() {
        return tokens.get(next);
    }

    /** The next word, and goes on to the one after it. */
    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    /** Goes on when the next word is this one. */
    boolean takeIf(String symbol) {
        boolean is = peek().is(symbol);
        if (is) {
            next++;
        }
        return is;
    }
}
