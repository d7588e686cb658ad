package io.millrace.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.table.KeySchema;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The index finds what trying each route one by one finds. Keys are short and of few letters, so that many match. */
class RouteTablePropertyTests {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void matchesWhatTryingEachRouteMatches(
            @ForAll("routeTables") List<Route<Integer>> routes, @ForAll("changes") List<Change<Item>> changes) {
        RouteTable<Integer> table = new RouteTable<>(KeySchema.named("id", "at"), routes);

        for (Change<Item> change : changes) {
            assertThat(table.match(change)).isEqualTo(tryEach(routes, change));
        }
    }

    private static List<Route<Integer>> tryEach(List<Route<Integer>> routes, Change<Item> change) {
        return routes.stream()
                .filter(route -> route.events().contains(change.event()))
                .filter(route -> anyMatches(route.partitionKey(), key(change, "id")))
                .filter(route -> anyMatches(route.sortKey(), key(change, "at")))
                .toList();
    }

    private static AttributeValue key(Change<Item> change, String name) {
        return change.keys().attributeValues().get(name);
    }

    private static boolean anyMatches(List<KeyPattern> patterns, AttributeValue key) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, key));
    }

    private static boolean matches(KeyPattern pattern, AttributeValue key) {
        if (pattern.toString().equals("*")) {
            return true;
        }
        if (key.getS() != null) {
            return pattern.prefix()
                    ? key.getS().startsWith(pattern.text())
                    : key.getS().equals(pattern.text());
        }
        if (pattern.prefix()) {
            return false;
        }
        return key.getN() != null ? equalNumbers(pattern.text(), key.getN()) : equalBytes(pattern.text(), key);
    }

    private static boolean equalNumbers(String pattern, String key) {
        return pattern.matches("-?[0-9]+(\\.[0-9]+)?") && new BigDecimal(pattern).compareTo(new BigDecimal(key)) == 0;
    }

    private static boolean equalBytes(String pattern, AttributeValue key) {
        return Base64.getEncoder().encodeToString(key.getB().array()).equals(pattern);
    }

    @Provide
    Arbitrary<List<Route<Integer>>> routeTables() {
        Arbitrary<Route<Integer>> route = Combinators.combine(events(), patterns(), patterns())
                .as((events, partition, sort) -> new Route<>("r", events, partition, sort, 0));
        return route.list().ofMaxSize(12).map(RouteTablePropertyTests::numbered);
    }

    private static List<Route<Integer>> numbered(List<Route<Integer>> routes) {
        return IntStream.range(0, routes.size())
                .mapToObj(position -> routes.get(position).to(position))
                .toList();
    }

    private static Arbitrary<Set<EventName>> events() {
        return Arbitraries.of(EventName.class).set().ofMinSize(1);
    }

    private static Arbitrary<List<KeyPattern>> patterns() {
        Arbitrary<KeyPattern> prefix = text(0).map(text -> new KeyPattern(text, true));
        Arbitrary<String> exact =
                Arbitraries.frequencyOf(Tuple.of(3, text(1)), Tuple.of(2, Arbitraries.of("1", "1.0", "10", "AQ==")));
        return Arbitraries.oneOf(prefix, exact.map(text -> new KeyPattern(text, false)))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<String> text(int minLength) {
        return Arbitraries.strings().withChars("aB1*").ofMinLength(minLength).ofMaxLength(4);
    }

    @Provide
    Arbitrary<List<Change<Item>>> changes() {
        return Combinators.combine(Arbitraries.of(EventName.class), keys(), keys())
                .as((event, partition, sort) -> Records.record(event.name())
                        .key("id", partition)
                        .key("at", sort)
                        .change())
                .list()
                .ofSize(10);
    }

    private static Arbitrary<AttributeValue> keys() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, text(1).map(Attributes::s)),
                Tuple.of(1, Arbitraries.of("1", "1.00", "11", "10", "1E1").map(Attributes::n)),
                Tuple.of(1, Arbitraries.of(1, 2).map(Attributes::b)));
    }
}
