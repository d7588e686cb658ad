package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.HeldBackException;
import io.millrace.time.Time;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** What a handler has to do where its server takes a part of a call only. No emulator ever refuses a part, so a script does. */
@ExtendWith(LocalCredentials.class)
public abstract class RefusalContract {

    private final Map<String, List<String>> refusals = new HashMap<>();
    private final List<List<String>> calls = new ArrayList<>();
    private final List<String> arrived = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    private ScriptedServer server;
    private boolean silent;

    /** A handler that sends changes as documents. */
    protected abstract Handler handler(URI endpoint, Time time);

    /** The content type of answers. */
    protected abstract String contentType();

    /** The documents in a request. */
    protected abstract List<String> documents(String request);

    /** An answer to a request that refuses entries for these codes, and takes those without one. */
    protected abstract String answer(List<@Nullable String> codes);

    /** Codes that mean that another try may do. */
    protected abstract List<String> passing();

    /** Codes that mean that none will. */
    protected abstract List<String> lasting();

    /** How many entries may be in a call. */
    protected abstract int most();

    /** How often an entry is tried. */
    protected abstract int tries();

    /** How many bytes a large document has. */
    protected abstract int large();

    /** How many of these fit into a call. */
    protected abstract int mostLarge();

    @BeforeEach
    void start() {
        server = ScriptedServer.start(contentType(), this::answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsNoMoreAtOnceThanTheServerTakes() throws Exception {
        assertThat(handle(inserts(2 * most() + 5))).isEmpty();

        assertThat(calls).extracting(List::size).containsExactly(most(), most(), 5);
        assertThat(arrived).hasSize(2 * most() + 5).doesNotHaveDuplicates();
    }

    @Test
    void sendsNoMoreBytesAtOnceThanTheServerTakes() throws Exception {
        List<Change<Item>> changes = IntStream.rangeClosed(101, 101 + 2 * mostLarge())
                .mapToObj(number -> Records.insert()
                        .sequenceNumber("" + number)
                        .key("id", Attributes.s("" + number))
                        .after("text", Attributes.s("x".repeat(large())))
                        .change())
                .toList();

        assertThat(handle(changes)).isEmpty();

        assertThat(calls).extracting(List::size).containsExactly(mostLarge(), mostLarge(), 1);
    }

    @Test
    void sendsOnlyThatAgainWhichWasRefusedForNow() throws Exception {
        for (String code : passing()) {
            refusals.put("102", List.of(code));
            refusals.put("105", List.of(code, code));
            calls.clear();

            assertThat(handle(changes("101", "102", "103", "104", "105"))).isEmpty();

            assertThat(calls)
                    .as(code)
                    .containsExactly(List.of("101", "102", "103", "104", "105"), List.of("102", "105"), List.of("105"));
        }
    }

    @Test
    void failsThatByItselfWhichIsRefusedForGood() throws Exception {
        for (String code : lasting()) {
            refusals.put("102", List.of(code));
            calls.clear();

            Map<SequenceNumber, Throwable> failures = handle(changes("101@a", "102@b", "103@a", "104@b", "105@c"));

            assertThat(failures).containsOnlyKeys(new SequenceNumber("102"), new SequenceNumber("104"));
            assertThat(failures.get(new SequenceNumber("102"))).hasMessageContaining(" refused the ");
            assertThat(failures.get(new SequenceNumber("102"))).hasMessageContaining(code);
            assertThat(failures.get(new SequenceNumber("104"))).isInstanceOf(HeldBackException.class);
            assertThat(calls).as(code).containsExactly(List.of("101", "102", "105"), List.of("103"));
        }
    }

    @Test
    void leavesThatToTheRouteWhichIsRefusedAgainAndAgain() throws Exception {
        refusals.put("102", Collections.nCopies(100, passing().get(0)));

        assertThat(handle(changes("101", "102", "103"))).containsOnlyKeys(new SequenceNumber("102"));

        assertThat(calls).hasSize(tries());
        assertThat(arrived).containsExactly("101", "103");
        assertThat(waits).hasSize(tries() - 1).isSorted();
    }

    @Test
    void keepsTheOrderOfAnItemWhereOneIsRefusedForNow() throws Exception {
        refusals.put("101", List.of(passing().get(0)));

        assertThat(handle(changes("101@a", "102@a", "103@b", "104@a"))).isEmpty();

        assertThat(arrived).containsSubsequence("101", "102", "104").hasSize(4);
    }

    @Test
    void failsWhatTheServerSaysNothingOf() throws Exception {
        silent = true;

        Map<SequenceNumber, Throwable> failures = handle(changes("101", "102"));

        assertThat(failures).containsOnlyKeys(new SequenceNumber("101"), new SequenceNumber("102"));
        assertThat(failures.get(new SequenceNumber("101"))).hasMessageContaining(" answered for 0 of 2");
    }

    private Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws Exception {
        return ((BatchHandler) handler(server.endpoint(), new Time(InstantSource.system(), waits::add)))
                .handle(changes);
    }

    private static List<Change<Item>> changes(String... records) {
        return Records.batch(records).stream()
                .map(record -> Change.of(record, Records.TABLE))
                .toList();
    }

    private static List<Change<Item>> inserts(int count) {
        return changes(
                IntStream.range(0, count).mapToObj(i -> "" + (10_000 + i)).toArray(String[]::new));
    }

    private String answer(String request) {
        List<String> numbers = documents(request).stream()
                .map(document -> JsonMapper.shared()
                        .readTree(document)
                        .path("sequenceNumber")
                        .stringValue())
                .toList();
        calls.add(numbers);
        List<@Nullable String> codes = new ArrayList<>();
        numbers.forEach(number -> codes.add(code(number)));
        return answer(silent ? List.of() : codes);
    }

    /** The first times, a change is refused by its codes. */
    private @Nullable String code(String number) {
        List<String> left = refusals.getOrDefault(number, List.of());
        if (left.isEmpty()) {
            arrived.add(number);
            return null;
        }
        refusals.put(number, left.subList(1, left.size()));
        return left.get(0);
    }
}
