package io.millrace.routing;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.modify;
import static io.millrace.testkit.Records.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.change.MalformedRecordException;
import io.millrace.table.KeySchema;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTableTests {

    private static final Set<EventName> ALL = EnumSet.allOf(EventName.class);
    private static final KeySchema BOTH_KEYS = KeySchema.named("id", "at");
    private static final KeySchema PARTITION_KEY = KeySchema.named("id", null);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void matchesAKey(String name, List<String> patterns, AttributeValue key, boolean matches) {
        RouteTable<String> table = new RouteTable<>(PARTITION_KEY, List.of(route("r", patterns, List.of())));

        assertThat(names(table, insert().key("id", key).change())).isEqualTo(matches ? List.of("r") : List.of());
    }

    static Stream<Arguments> matchesAKey() {
        return Stream.of(
                key("text", s("123"), true, "123"),
                key("other text", s("1234"), false, "123"),
                key("text of another case", s("pet"), false, "PET"),
                key("text of an equal number", s("7.0"), false, "7"),
                key("a number", n("7"), true, "7"),
                key("an equal number", n("7.0"), true, "7"),
                key("a number by an equal pattern", n("700"), true, "7E2"),
                key("another number", n("70"), false, "7"),
                key("a number has no prefix", n("77"), false, "7*"),
                key("binary by Base64", b(1, 2, 255), true, "AQL/"),
                key("other binary", b(1, 2, 254), false, "AQL/"),
                key("binary has no prefix", b(1, 2, 255), false, "AQ*"),
                key("a prefix", s("PET#1"), true, "PET#*"),
                key("all of a key as prefix", s("PET#"), true, "PET#*"),
                key("a key shorter than the prefix", s("PET"), false, "PET#*"),
                key("a star alone and text", s("x"), true, "*"),
                key("a star alone and a number", n("1"), true, "*"),
                key("a star alone and binary", b(1), true, "x", "*"),
                key("a star as a character", s("5*"), true, "5\\*"),
                key("a star as a character is no prefix", s("5x"), false, "5\\*"),
                key("a prefix of equal hash", s("BBx"), false, "Aa*"),
                key("any of a list", s("b"), true, "a", "b*", "c"),
                key("none of a list", s("d"), false, "a", "b*", "c"),
                key("any text", s("x"), true),
                key("any number", n("1"), true),
                key("any binary", b(1), true));
    }

    private static Arguments key(String name, AttributeValue key, boolean matches, String... patterns) {
        return arguments(name, List.of(patterns), key, matches);
    }

    @Test
    void needsBothKeysToMatch() {
        RouteTable<String> table =
                new RouteTable<>(BOTH_KEYS, List.of(route("r", List.of("a*", "b"), List.of("7", "x*"))));

        assertThat(names(table, keys(s("ab"), s("xy")))).containsExactly("r");
        assertThat(names(table, keys(s("b"), n("7.0")))).containsExactly("r");
        assertThat(names(table, keys(s("c"), s("xy")))).isEmpty();
        assertThat(names(table, keys(s("b"), s("y")))).isEmpty();
    }

    @Test
    void countsARouteOnceHoweverManyOfItsPatternsMatch() {
        Route<String> overlapping = route("r", List.of("*", "P*", "PET", "7", "7.0"), List.of("*", "7", "7.00", "x*"));
        RouteTable<String> table = new RouteTable<>(BOTH_KEYS, List.of(overlapping));

        assertThat(names(table, keys(s("PET"), s("xy")))).containsExactly("r");
        assertThat(names(table, keys(n("7"), n("7")))).containsExactly("r");
    }

    @Test
    void keepsTheOrderOfTheFile() {
        RouteTable<String> table = new RouteTable<>(
                PARTITION_KEY,
                List.of(
                        route("prefix", List.of("PET*"), List.of()),
                        route("any", List.of(), List.of()),
                        route("other", List.of("DOG"), List.of()),
                        route("exact", List.of("PET#1"), List.of()),
                        route("short prefix", List.of("P*"), List.of()),
                        route("any too", List.of(), List.of())));

        assertThat(names(table, insert().key("id", s("PET#1")).change()))
                .containsExactly("prefix", "any", "exact", "short prefix", "any too");
        assertThat(table.routes()).extracting(Route::name).startsWith("prefix", "any", "other");
    }

    @Test
    void matchesByEventName() {
        Route<String> adds = new Route<>("adds", Set.of(EventName.INSERT, EventName.MODIFY), List.of(), List.of(), "");
        Route<String> removes = new Route<>("removes", Set.of(EventName.REMOVE), List.of(), List.of(), "");
        RouteTable<String> table = new RouteTable<>(KeySchema.named(null, null), List.of(adds, removes));

        assertThat(names(table, insert().key("id", s("1")).change())).containsExactly("adds");
        assertThat(names(table, modify().key("id", s("1")).change())).containsExactly("adds");
        assertThat(names(table, remove().key("id", s("1")).change())).containsExactly("removes");
    }

    @Test
    void refusesARecordWithoutAConfiguredKey() {
        RouteTable<String> table = new RouteTable<>(BOTH_KEYS, List.of(route("r", List.of(), List.of())));

        assertThatThrownBy(() -> table.match(insert().key("id", s("secret")).change()))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("its keys are [id], but the sort key of its table is configured as 'at'");
        assertThatThrownBy(() -> table.match(insert().key("at", s("secret")).change()))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("its keys are [at], but the partition key of its table is configured as 'id'");
    }

    @Test
    void refusesAKeyOfAnotherType() {
        RouteTable<String> table = new RouteTable<>(PARTITION_KEY, List.of(route("r", List.of("1"), List.of())));

        assertThatThrownBy(() -> table.match(insert().key("id", bool(true)).change()))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("a key attribute is of none of the types S, N and B");
        for (String none : List.of("secret", "٣", "1E")) {
            assertThatThrownBy(() -> table.match(insert().key("id", n(none)).change()))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessage("a key attribute of type N holds no number");
        }
        for (String none : List.of("1E1000000000", "1E-200", "9".repeat(39), "9".repeat(1_000_000))) {
            assertThatThrownBy(() -> table.match(insert().key("id", n(none)).change()))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessage("a key attribute of type N holds no number that DynamoDB has: "
                            + "up to 38 digits, and a magnitude from 1E-130 to 9.99E+125");
        }
    }

    @Test
    void refusesARouteThatLooksAtAKeyThatTheTableDoesNotName() {
        assertThatThrownBy(() -> new RouteTable<>(PARTITION_KEY, List.of(route("r", List.of(), List.of("x")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("route 'r' matches the sort key, but the table's configuration names none");
    }

    private static Route<String> route(String name, List<String> partitionKey, List<String> sortKey) {
        return new Route<>(name, ALL, patterns(partitionKey), patterns(sortKey), "");
    }

    private static List<KeyPattern> patterns(List<String> patterns) {
        return patterns.stream().map(KeyPattern::parse).toList();
    }

    private static Change<Item> keys(AttributeValue partition, AttributeValue sort) {
        return insert().key("at", sort).key("id", partition).change();
    }

    private static List<String> names(RouteTable<String> table, Change<Item> change) {
        return table.match(change).stream().map(Route::name).toList();
    }
}
