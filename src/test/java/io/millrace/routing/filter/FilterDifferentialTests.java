package io.millrace.routing.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random patterns on random records, by Millrace and by EventBridge's own matcher, on the ground that they share. */
class FilterDifferentialTests {

    private static final int PAIRS = Integer.getInteger("filter.pairs", 100_000);
    private static final int RECORDS_A_PATTERN = 10;

    private static final List<String> WORDS = List.of("a", "b", "ab", "ba", "aB", "A", "", "abc", "é", "10.0.0.1", "5");
    private static final List<String> NAMES = List.of("p", "q");

    private final Random random = new Random(4711);
    private boolean wildcards;

    @Test
    void agreesWithEventBridge() {
        int matches = 0;
        for (int pair = 0; pair < PAIRS; pair += RECORDS_A_PATTERN) {
            wildcards = random.nextInt(8) == 0;
            String pattern = pattern();
            for (int i = 0; i < RECORDS_A_PATTERN; i++) {
                DynamodbStreamRecord record = Patterns.image(image(2));
                boolean ours = Patterns.matches(pattern, record);
                assertThat(ours)
                        .as("%s on %s", pattern, Patterns.json(record))
                        .isEqualTo(Patterns.matchesByRuler(pattern, record));
                matches += ours ? 1 : 0;
            }
        }
        assertThat(matches).as("not all alike").isBetween(PAIRS / 20, PAIRS * 19 / 20);
    }

    private String pattern() {
        String image = "'dynamodb': {'NewImage': %s}".formatted(images(2));
        return switch (random.nextInt(5)) {
            case 0 -> "{'$or': [{%s}, {'dynamodb': {'NewImage': %s}}]}".formatted(image, images(1));
            case 1 -> "{%s, 'eventName': %s}".formatted(image, leaf(List.of("MODIFY", "INSERT")));
            case 2 -> "{%s, 'userIdentity': {'type': [{'exists': %s}]}}".formatted(image, random.nextBoolean());
            default -> "{%s}".formatted(image);
        };
    }

    private String images(int depth) {
        return some(NAMES, random.nextInt(4) == 0 ? 2 : 1).stream()
                .map(name -> "'%s': %s".formatted(name, value(depth)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0, 1, 2, 3 -> "{'S': %s}".formatted(leaf(WORDS));
            case 4 -> "{'SS': %s}".formatted(leaf(WORDS));
            case 5 -> random.nextBoolean() ? "{'BOOL': [%s]}".formatted(random.nextBoolean()) : "{'NULL': [true]}";
            case 6 -> "{'M': %s}".formatted(images(depth - 1));
            default -> "{'L': %s}".formatted(value(depth - 1));
        };
    }

    private String leaf(List<String> words) {
        return IntStream.rangeClosed(0, wildcards ? 0 : random.nextInt(2))
                .mapToObj(i -> wildcards ? wildcard() : alternative(words))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String wildcard() {
        List<String> parts = List.of("a", "b", "ab", "1");
        return "{'wildcard': '%s*%s'}"
                .formatted(random.nextBoolean() ? "" : parts.get(random.nextInt(4)), parts.get(random.nextInt(4)));
    }

    /** EventBridge's matcher loses its way where a wildcard stands beside something else. */
    @Test
    void findsWhatEventBridgeDoesNotBesideAWildcard() {
        differs("[{'wildcard': '*5'}, {'anything-but': {'equals-ignore-case': 'a'}}]", "ba", true);
        differs("[{'wildcard': '*10.0.0.1'}, {'equals-ignore-case': 'A'}]", "ab", false);
    }

    private static void differs(String leaf, String text, boolean right) {
        String pattern = "{'dynamodb': {'NewImage': {'p': {'S': %s}}}}".formatted(leaf);
        DynamodbStreamRecord record = Patterns.image("{'p': {'S': '%s'}}".formatted(text));

        assertThat(Patterns.matches(pattern, record)).isEqualTo(right);
        assertThat(Patterns.matchesByRuler(pattern, record)).isNotEqualTo(right);
    }

    private String alternative(List<String> words) {
        String word = words.get(random.nextInt(words.size()));
        String some = word.isEmpty() ? "a" : word;
        return switch (random.nextInt(15)) {
            case 0, 1, 2 -> "'%s'".formatted(word);
            case 3 -> "{'prefix': '%s'}".formatted(some);
            case 4 -> "{'suffix': '%s'}".formatted(some);
            case 5 -> "{'equals-ignore-case': '%s'}".formatted(word);
            case 6 -> "{'anything-but': '%s'}".formatted(word);
            case 7 -> "{'anything-but': ['%s', 'b']}".formatted(word.equals("b") ? "a" : word);
            case 8 -> "{'anything-but': {'prefix': '%s'}}".formatted(some);
            case 9 -> "{'anything-but': {'suffix': '%s'}}".formatted(some);
            case 10 -> "{'anything-but': {'equals-ignore-case': '%s'}}".formatted(some);
            case 11, 12 -> "{'prefix': {'equals-ignore-case': '%s'}}".formatted(some);
            case 13 -> "{'cidr': '10.0.0.0/30'}";
            default -> "{'exists': %s}".formatted(random.nextInt(3) > 0);
        };
    }

    private String image(int depth) {
        return some(NAMES, 2).stream()
                .map(name -> "'%s': %s".formatted(name, attribute(depth)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String attribute(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0, 1, 2 -> "{'S': '%s'}".formatted(WORDS.get(random.nextInt(WORDS.size())));
            case 3 ->
                "{'SS': [%s]}"
                        .formatted(some(WORDS, 2).stream()
                                .map(word -> "'" + word + "'")
                                .collect(Collectors.joining(",")));
            case 4 -> random.nextBoolean() ? "{'BOOL': %s}".formatted(random.nextBoolean()) : "{'NULL': true}";
            case 5, 6 -> "{'M': %s}".formatted(image(depth - 1));
            default ->
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> attribute(depth - 1))
                        .collect(Collectors.joining(", ", "{'L': [", "]}"));
        };
    }

    private <T> List<T> some(List<T> all, int most) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(most));
    }
}
