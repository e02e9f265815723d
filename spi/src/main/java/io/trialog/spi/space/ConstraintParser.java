package io.trialog.spi.space;

import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.space.ConstraintTokens.Kind;
import io.trialog.spi.space.ConstraintTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the expression of a {@link Constraint} by recursive descent. For one expression. */
final class ConstraintParser {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_DEPTH = 100;

    private final ParameterPaths parameters;
    private final ConstraintTokens tokens;
    private int depth;

    private ConstraintParser(ParameterPaths parameters, ConstraintTokens tokens) {
        this.parameters = parameters;
        this.tokens = tokens;
    }

    /**
     * The constraint that this text says.
     *
     * @throws IllegalArgumentException when it says none, with what was expected
     */
    static Constraint parse(String text, ParameterPaths parameters) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    text.length() + " characters (expected: at most " + MAX_LENGTH + "; write several constraints)");
        }
        ConstraintParser parser = new ConstraintParser(parameters, new ConstraintTokens(text));
        ExpressionNode node = parser.any();
        Token rest = parser.tokens.peek();
        if (rest.kind() != Kind.END) {
            throw expected("an operator or the end", rest);
        }
        if (!(node instanceof Formula formula)) {
            throw new IllegalArgumentException("no comparison (expected: one such as a <= b)");
        }
        return new Constraint(text, formula);
    }

    private ExpressionNode any() {
        List<ExpressionNode> parts = new ArrayList<>(List.of(all()));
        while (tokens.takeIf("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Formula.Any(formulas(parts, "or"));
    }

    private ExpressionNode all() {
        List<ExpressionNode> parts = new ArrayList<>(List.of(comparison()));
        while (tokens.takeIf("and")) {
            parts.add(comparison());
        }
        return parts.size() == 1 ? parts.get(0) : new Formula.All(formulas(parts, "and"));
    }

    private static List<Formula> formulas(List<ExpressionNode> parts, String word) {
        return parts.stream()
                .map(part -> {
                    if (part instanceof Formula formula) {
                        return formula;
                    }
                    throw new IllegalArgumentException(
                            "a value beside '" + word + "' (expected: a comparison such as a <= b)");
                })
                .toList();
    }

    private ExpressionNode comparison() {
        ExpressionNode left = sum();
        List<Formula> comparisons = new ArrayList<>();
        Optional<Operator> operator = Operator.of(symbol());
        while (operator.isPresent()) {
            String symbol = tokens.take().text();
            ExpressionNode right = sum();
            comparisons.add(compare(left, operator.get(), symbol, right));
            left = right;
            operator = Operator.of(symbol());
        }
        if (comparisons.isEmpty()) {
            return left;
        }
        return comparisons.size() == 1 ? comparisons.get(0) : new Formula.All(comparisons);
    }

    private String symbol() {
        Token token = tokens.peek();
        return token.kind() == Kind.SYMBOL ? token.text() : "";
    }

    private static Formula compare(ExpressionNode left, Operator operator, String symbol, ExpressionNode right) {
        if (left instanceof Formula || right instanceof Formula) {
            throw new IllegalArgumentException("a comparison beside '" + symbol + "' (expected: a value)");
        }
        if (operator.isSameness() && (!isNumeric(left) || !isNumeric(right))) {
            Operand a = operand(left);
            Operand b = operand(right);
            checkPossible(a, b);
            checkPossible(b, a);
            return new Formula.Sameness(a, operator == Operator.EQUAL, b);
        }
        Formula.Comparison comparison = new Formula.Comparison(number(left, symbol), operator, number(right, symbol));
        boolean isContinuous = Stream.concat(
                        comparison.left().references(), comparison.right().references())
                .anyMatch(Operand.Reference::isContinuous);
        if (operator == Operator.EQUAL && isContinuous) {
            throw new IllegalArgumentException("== with a continuous parameter, which is hardly ever exactly equal to"
                    + " anything (expected: <= or >=; or leave one parameter out and compute it in the trial)");
        }
        return comparison;
    }

    private static boolean isNumeric(ExpressionNode node) {
        return node instanceof Operand.Reference reference ? reference.isNumeric() : node instanceof Term;
    }

    private static Term number(ExpressionNode node, String symbol) {
        if (node instanceof Term term && isNumeric(node)) {
            return term;
        }
        throw new IllegalArgumentException(shown(node) + " beside '" + symbol + "' (expected: a number)");
    }

    private static Operand operand(ExpressionNode node) {
        if (node instanceof Operand operand) {
            return operand;
        }
        if (node instanceof Term.Constant constant) {
            return new Operand.Literal(constant.number());
        }
        throw new IllegalArgumentException("arithmetic compared with a text (expected: numbers on both sides)");
    }

    private static void checkPossible(Operand parameter, Operand value) {
        if (parameter instanceof Operand.Reference reference
                && value instanceof Operand.Literal literal
                && !reference.canBe(literal.value())) {
            String hint = literal.value() instanceof String word ? NearMiss.hint(word, reference.words()) : "";
            throw new IllegalArgumentException(shown(literal) + " (expected: a value of " + reference + ")" + hint);
        }
    }

    private static String shown(ExpressionNode node) {
        if (node instanceof Formula) {
            return "a comparison";
        }
        return node instanceof Operand.Literal literal ? Shown.of(literal.value()) : node.toString();
    }

    private ExpressionNode sum() {
        ExpressionNode left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            String symbol = tokens.take().text();
            left = new Term.Arithmetic(number(left, symbol), symbol.charAt(0), number(product(), symbol));
        }
        return left;
    }

    private ExpressionNode product() {
        ExpressionNode left = factor();
        while (tokens.peek().is("*") || tokens.peek().is("/")) {
            String symbol = tokens.take().text();
            left = new Term.Arithmetic(number(left, symbol), symbol.charAt(0), number(factor(), symbol));
        }
        return left;
    }

    private ExpressionNode factor() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("more than " + MAX_DEPTH + " levels of parentheses and signs");
        }
        ExpressionNode node;
        if (tokens.takeIf("-")) {
            node = new Term.Negation(number(factor(), "-"));
        } else if (tokens.takeIf("(")) {
            node = any();
            if (!tokens.takeIf(")")) {
                throw expected("')'", tokens.peek());
            }
        } else {
            node = atom();
        }
        depth--;
        return node;
    }

    private ExpressionNode atom() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case NUMBER -> new Term.Constant(Double.parseDouble(token.text()));
            case STRING -> new Operand.Literal(token.text());
            case NAME -> named(token);
            default -> throw expected("a parameter, a number, a quoted string or '('", token);
        };
    }

    private ExpressionNode named(Token first) {
        List<String> names = new ArrayList<>(List.of(first.text()));
        while (tokens.takeIf(".")) {
            Token name = tokens.take();
            if (name.kind() != Kind.NAME) {
                throw expected("the name of a parameter", name);
            }
            names.add(name.text());
        }
        if (names.size() == 1 && !parameters.has(first.text())) {
            switch (first.text()) {
                case "true", "false" -> {
                    return new Operand.Literal(Boolean.valueOf(first.text()));
                }
                case "null" -> {
                    return new Operand.Literal(null);
                }
                default -> {}
            }
        }
        return parameters.reference(names);
    }

    private static IllegalArgumentException expected(String what, Token token) {
        return new IllegalArgumentException(token + " (expected: " + what + ")");
    }
}
