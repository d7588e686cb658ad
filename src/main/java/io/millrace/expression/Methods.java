package io.millrace.expression;

import io.millrace.change.ItemDiff;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The methods that expressions may call: the read-only ones of Java's strings, numbers, lists, sets and maps. */
final class Methods {

    private static final Map<String, Method> OF_ALL = Map.of(
            "equals", Method.of(1, call -> Values.same(call.target(), call.get(0), call.steps())),
            "compareTo", Method.of(1, call -> BigDecimal.valueOf(Values.compare(call.target(), call.get(0)))),
            "toString", Method.of(0, call -> Values.text(call.target())));

    private static final Map<String, Method> OF_DIFFERENCES = Map.of("changed", Method.of(1, Methods::changed));

    private static final int COMPARISON = 50_000;

    private static final Map<String, Method> OF_BINARIES =
            Map.of("remaining", Method.of(0, Methods::remaining), "limit", Method.of(0, Methods::remaining));

    /** One method. */
    record Method(int least, int most, Body body) {

        static Method of(int arguments, Body body) {
            return new Method(arguments, arguments, body);
        }

        static Method of(int least, int most, Body body) {
            return new Method(least, most, body);
        }
    }

    /** The implementation of a method. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object of(Call call);
    }

    /** A method's target and arguments. */
    record Call(Object target, List<@Nullable Object> arguments, Steps steps) {

        @Nullable
        Object get(int argument) {
            return arguments.get(argument);
        }

        boolean has(int argument) {
            return argument < arguments.size();
        }

        String text(int argument) {
            return Values.text(get(argument));
        }

        int whole(int argument) {
            return Values.whole(get(argument));
        }
    }

    private Methods() {}

    /** The names of all methods of all types. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Stream.of(OF_ALL, OF_DIFFERENCES, OF_BINARIES, TextMethods.ALL, NumberMethods.ALL, ManyMethods.OF_MAPS)
                .forEach(methods -> names.addAll(methods.keySet()));
        names.addAll(ManyMethods.OF_COLLECTIONS.keySet());
        return names;
    }

    /** @throws BrokenExpressionException if the target has no such method, or not with these arguments */
    static @Nullable Object call(String name, Call call) {
        Method method = of(call.target()).getOrDefault(name, OF_ALL.get(name));
        if (method == null) {
            throw new BrokenExpressionException("%s has no method '%s'".formatted(Values.kind(call.target()), name));
        }
        int given = call.arguments().size();
        if (given < method.least() || given > method.most()) {
            throw new BrokenExpressionException("method '%s' of %s takes %s, not %d"
                    .formatted(name, Values.kind(call.target()), count(method), given));
        }
        try {
            return method.body().of(call);
        } catch (IndexOutOfBoundsException e) {
            throw new BrokenExpressionException("method '%s' uses an index that does not exist".formatted(name));
        }
    }

    private static String count(Method method) {
        String most = method.most() == 1 ? "1 argument" : "%d arguments".formatted(method.most());
        return method.least() == method.most() ? most : "%d to %s".formatted(method.least(), most);
    }

    private static Map<String, Method> of(Object target) {
        if (target instanceof String) {
            return TextMethods.ALL;
        }
        if (target instanceof BigDecimal) {
            return NumberMethods.ALL;
        }
        if (target instanceof Map) {
            return ManyMethods.OF_MAPS;
        }
        if (target instanceof ByteBuffer) {
            return OF_BINARIES;
        }
        if (target instanceof ItemDiff) {
            return OF_DIFFERENCES;
        }
        return target instanceof Collection ? ManyMethods.OF_COLLECTIONS : Map.of();
    }

    /** Compares the two images at a path, whatever their size. */
    private static boolean changed(Call call) {
        call.steps().take(COMPARISON);
        return ((ItemDiff) call.target()).changed(call.text(0));
    }

    private static BigDecimal remaining(Call call) {
        return BigDecimal.valueOf(((ByteBuffer) call.target()).remaining());
    }
}
