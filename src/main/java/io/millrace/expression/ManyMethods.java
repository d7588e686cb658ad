package io.millrace.expression;

import io.millrace.expression.Methods.Call;
import io.millrace.expression.Methods.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of lists, sets and maps. */
final class ManyMethods {

    static final Map<String, Method> OF_COLLECTIONS = Map.of(
            "size", Method.of(0, call -> number(collection(call).size())),
            "isEmpty", Method.of(0, call -> collection(call).isEmpty()),
            "contains", Method.of(1, call -> Values.contains(collection(call), call.get(0), call.steps())),
            "containsAll", Method.of(1, ManyMethods::containsAll),
            "get", Method.of(1, call -> at(collection(call), call.whole(0), call.steps())),
            "subList", Method.of(2, ManyMethods::part),
            "indexOf", Method.of(1, call -> number(indexOf(searched(call), call.get(0)))),
            "lastIndexOf", Method.of(1, call -> number(lastIndexOf(searched(call), call.get(0)))));

    static final Map<String, Method> OF_MAPS = Map.of(
            "size", Method.of(0, call -> number(map(call).size())),
            "isEmpty", Method.of(0, call -> map(call).isEmpty()),
            "containsKey", Method.of(1, call -> map(call).containsKey(call.text(0))),
            "containsValue", Method.of(1, ManyMethods::containsValue),
            "get", Method.of(1, call -> map(call).get(call.text(0))),
            "getOrDefault", Method.of(2, call -> otherwise(map(call).get(call.text(0)), call.get(1))),
            "keySet", Method.of(0, call -> map(call).keySet()),
            "values", Method.of(0, call -> new ArrayList<Object>(read(call).values())),
            "entrySet", Method.of(0, call -> entries(read(call))));

    private ManyMethods() {}

    /** The entries of a map, each as a map of {@code key} and {@code value}. */
    static List<@Nullable Object> entries(Map<?, ?> map) {
        List<@Nullable Object> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(entry(key, value)));
        return entries;
    }

    static Map<String, @Nullable Object> entry(Object key, @Nullable Object value) {
        Map<String, @Nullable Object> entry = new HashMap<>(4);
        entry.put("key", key);
        entry.put("value", value);
        return entry;
    }

    /** @throws IndexOutOfBoundsException if there is no such index */
    static @Nullable Object at(Collection<?> elements, int place, Steps steps) {
        if (elements instanceof List<?> list) {
            return list.get(place);
        }
        steps.take(elements.size());
        return new ArrayList<Object>(elements).get(place);
    }

    private static List<?> part(Call call) {
        call.steps().take(collection(call).size());
        return new ArrayList<Object>(collection(call)).subList(call.whole(0), call.whole(1));
    }

    private static boolean containsValue(Call call) {
        return Values.contains(read(call).values(), call.get(0), call.steps());
    }

    private static boolean containsAll(Call call) {
        if (!(call.get(0) instanceof Collection<?> wanted)) {
            throw new BrokenExpressionException(
                    "%s is used where a list is needed".formatted(Values.kind(call.get(0))));
        }
        return wanted.stream().allMatch(one -> Values.contains(collection(call), one, call.steps()));
    }

    private static int indexOf(Collection<?> elements, @Nullable Object wanted) {
        int place = 0;
        for (Object element : elements) {
            if (Values.same(element, wanted)) {
                return place;
            }
            place++;
        }
        return -1;
    }

    private static int lastIndexOf(Collection<?> elements, @Nullable Object wanted) {
        List<?> backwards = new ArrayList<Object>(elements);
        Collections.reverse(backwards);
        int place = indexOf(backwards, wanted);
        return place < 0 ? place : backwards.size() - 1 - place;
    }

    private static @Nullable Object otherwise(@Nullable Object value, @Nullable Object otherwise) {
        return value == null ? otherwise : value;
    }

    private static Collection<?> collection(Call call) {
        return (Collection<?>) call.target();
    }

    private static Collection<?> searched(Call call) {
        call.steps().take(collection(call).size());
        return collection(call);
    }

    /** The map; each of its values, including nested ones, takes a step. */
    private static Map<?, ?> read(Call call) {
        Values.weigh(map(call), call.steps());
        return map(call);
    }

    private static Map<?, ?> map(Call call) {
        return (Map<?, ?>) call.target();
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }
}
