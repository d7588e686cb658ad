package io.millrace.routing.filter;

import io.millrace.routing.filter.Numeric.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parses the alternatives of a leaf. Source: "Amazon EventBridge: comparison operators", and "Filter rule syntax" of
 * AWS Lambda.
 */
final class Operators {

    private static final String IGNORE_CASE = "equals-ignore-case";
    static final List<String> ALL =
            List.of("prefix", "suffix", IGNORE_CASE, "anything-but", "numeric", "exists", "wildcard", "cidr");
    private static final List<String> BUT = List.of("prefix", "suffix", IGNORE_CASE, "wildcard");
    private static final Set<String> LOWER = Set.of(">", ">=");
    private static final Set<String> UPPER = Set.of("<", "<=");

    private Operators() {}

    static Alternative alternative(Path path, @Nullable Object json) {
        if (json instanceof String text) {
            return Texts.exact(text);
        }
        if (json instanceof BigDecimal number) {
            return Numeric.exact(number);
        }
        if (json instanceof Boolean bool) {
            return bool ? Constant.TRUE : Constant.FALSE;
        }
        if (json == null) {
            return Constant.NULL;
        }
        if (json instanceof Map<?, ?> map) {
            Map.Entry<?, ?> only = only(path, map, ALL);
            return operator(path.to(only.getKey()), (String) only.getKey(), only.getValue());
        }
        throw new InvalidFilterException(path, "is a list in a list; write all alternatives in one list");
    }

    private static Map.Entry<?, ?> only(Path path, Map<?, ?> map, List<String> operators) {
        if (map.size() != 1) {
            throw new InvalidFilterException(
                    path, "has %d operators; write each of them in its own object".formatted(map.size()));
        }
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        if (!operators.contains(String.valueOf(only.getKey()))) {
            throw new InvalidFilterException(
                    path, "has '%s', which is none of the operators %s".formatted(only.getKey(), operators));
        }
        return only;
    }

    private static Alternative operator(Path path, String name, @Nullable Object operand) {
        return switch (name) {
            case "exists" -> exists(path, operand);
            case "numeric" -> numeric(path, operand);
            case "anything-but" -> anythingBut(path, operand);
            default -> texts(path, name, operand);
        };
    }

    private static Alternative exists(Path path, @Nullable Object operand) {
        if (operand instanceof Boolean wanted) {
            return wanted ? Constant.PRESENT : Constant.ABSENT;
        }
        throw new InvalidFilterException(path, "is neither true nor false");
    }

    private static Texts texts(Path path, String name, @Nullable Object operand) {
        if (operand instanceof Map<?, ?> map && (name.equals("prefix") || name.equals("suffix"))) {
            String text = text(
                    path.to(IGNORE_CASE), only(path, map, List.of(IGNORE_CASE)).getValue());
            return name.equals("prefix") ? Texts.prefixIgnoringCase(text) : Texts.suffixIgnoringCase(text);
        }
        String text = text(path, operand);
        return switch (name) {
            case "prefix" -> Texts.prefix(text);
            case "suffix" -> Texts.suffix(text);
            case "wildcard" -> parsed(path, text, Texts::wildcard);
            case "cidr" -> parsed(path, text, Texts::cidr);
            default -> Texts.ignoringCase(text);
        };
    }

    private static Texts parsed(Path path, String text, Function<String, Texts> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFilterException(path, String.valueOf(e.getMessage()));
        }
    }

    private static Alternative anythingBut(Path path, @Nullable Object operand) {
        if (operand instanceof Map<?, ?> map) {
            Map.Entry<?, ?> only = only(path, map, BUT);
            String name = (String) only.getKey();
            return Texts.butNone(list(path.to(name), only.getValue()).stream()
                    .map(each -> texts(path.to(name), name, each))
                    .toList());
        }
        List<@Nullable Object> unwanted = list(path, operand);
        if (unwanted.stream().allMatch(String.class::isInstance)) {
            return new AnythingBut(value -> !unwanted.contains(value), List.of(), true);
        }
        if (unwanted.stream().allMatch(BigDecimal.class::isInstance)) {
            List<BigDecimal> numbers =
                    unwanted.stream().map(BigDecimal.class::cast).toList();
            return new AnythingBut(value -> true, numbers, false);
        }
        throw new InvalidFilterException(path, "takes a text or a number, or several of one kind");
    }

    private static List<@Nullable Object> list(Path path, @Nullable Object operand) {
        if (operand instanceof List<?> list) {
            if (list.isEmpty()) {
                throw new InvalidFilterException(path, "is an empty list");
            }
            return new ArrayList<>(list);
        }
        List<@Nullable Object> one = new ArrayList<>();
        one.add(operand);
        return one;
    }

    private static Numeric numeric(Path path, @Nullable Object operand) {
        List<@Nullable Object> parts = operand instanceof List<?> list ? new ArrayList<>(list) : List.of();
        if (parts.size() != 2 && parts.size() != 4) {
            throw new InvalidFilterException(path, "looks like [\"=\", 5], [\"<\", 5] or [\">\", 0, \"<=\", 5]");
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            comparisons.add(
                    new Comparison(comparator(path.to(i), parts.get(i)), number(path.to(i + 1), parts.get(i + 1))));
        }
        if (comparisons.size() == 2) {
            requireRange(path, comparisons.get(0), comparisons.get(1));
        }
        return new Numeric(comparisons);
    }

    private static void requireRange(Path path, Comparison lower, Comparison upper) {
        if (!LOWER.contains(lower.operator()) || !UPPER.contains(upper.operator())) {
            throw new InvalidFilterException(path, "with two bounds has the lower one first: [\">\", 0, \"<=\", 5]");
        }
        if (lower.bound().compareTo(upper.bound()) >= 0) {
            throw new InvalidFilterException(path, "has nothing between its bounds");
        }
    }

    private static String comparator(Path path, @Nullable Object operator) {
        if (operator instanceof String text && (text.equals("=") || LOWER.contains(text) || UPPER.contains(text))) {
            return text;
        }
        throw new InvalidFilterException(path, "is none of =, <, <=, > and >=");
    }

    private static BigDecimal number(Path path, @Nullable Object bound) {
        if (bound instanceof BigDecimal number) {
            return number;
        }
        throw new InvalidFilterException(path, "is not a number");
    }

    private static String text(Path path, @Nullable Object operand) {
        if (operand instanceof String text) {
            return text;
        }
        throw new InvalidFilterException(path, "is not a text");
    }
}
