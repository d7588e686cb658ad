package io.millrace.fault;

import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a shard through the Lambda package as an event source mapping does: batch after batch, again from the sequence
 * number that is reported, and again from the start of the batch when the process died.
 */
final class FaultRun {

    private static final Pattern STOPPED = Pattern.compile("\"itemIdentifier\":\"(\\d+)\"");
    private static final Duration REMAINING = Duration.ofSeconds(2);
    private static final int MOST_INVOCATIONS = 5_000;
    private static final int LARGEST_BATCH = 200;
    private static final List<Integer> LIVES_MILLIS = List.of(2, 8, 30, 120);

    private final Random random;
    private final Path taskRoot;
    private final Map<String, String> environment;
    private final Stream stream;
    private final Set<Integer> killAt = new HashSet<>();
    private int invocations;
    private int stops;
    private int kills;
    private LambdaRuntime runtime;

    FaultRun(Random random, Path taskRoot, Map<String, String> environment) {
        this.random = random;
        this.taskRoot = taskRoot;
        this.environment = environment;
        this.stream = new Stream(random);
        this.runtime = LambdaRuntime.start(taskRoot, environment);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            killAt.add(random.nextInt(Stream.RECORDS));
        }
    }

    /** Handles the whole shard. */
    void toTheEnd() {
        try {
            for (int place = 0; place < Stream.RECORDS; ) {
                place = next(place, Math.min(Stream.RECORDS, place + 20 + random.nextInt(LARGEST_BATCH - 20)));
            }
        } finally {
            runtime.close();
        }
    }

    private int next(int from, int to) {
        if (++invocations > MOST_INVOCATIONS) {
            throw new IllegalStateException("No progress at %d. The log: %s".formatted(from, runtime.log()));
        }
        if (killAt.removeIf(place -> place < to)) {
            killSoon(runtime);
        }
        Optional<Invocation> invocation = runtime.invoke(stream.event(from, to), REMAINING);
        if (invocation.isEmpty()) {
            return restart(from);
        }
        Matcher stopped = STOPPED.matcher(invocation.get().body());
        if (!stopped.find()) {
            return invocation.get().succeeded() ? to : from;
        }
        stops++;
        return stream.place(stopped.group(1));
    }

    private void killSoon(LambdaRuntime victim) {
        CompletableFuture.delayedExecutor(
                        random.nextInt(LIVES_MILLIS.get(random.nextInt(LIVES_MILLIS.size()))), TimeUnit.MILLISECONDS)
                .execute(victim::kill);
    }

    private int restart(int from) {
        kills++;
        runtime.close();
        runtime = LambdaRuntime.start(taskRoot, environment);
        return from;
    }

    /**
     * @param deadLetters what was kept, each as the effect that it stands for
     * @param concurrency how many records a kill may cut off, besides one call for many
     */
    FaultReport report(String name, Set<String> deadLetters, int storeFaults, int concurrency) throws IOException {
        Effects effects = new Effects(Files.readAllLines(Path.of(environment.get(FaultyApplication.EFFECTS))));
        return new FaultReport(
                name,
                1,
                Stream.RECORDS,
                invocations,
                stops,
                kills,
                storeFaults,
                deadLetters.size(),
                effects.repeated(),
                kills * (concurrency + LARGEST_BATCH),
                lost(effects, deadLetters),
                effects.outOfOrder().size());
    }

    private int lost(Effects effects, Set<String> deadLetters) {
        return (int) stream.entries().stream()
                .flatMap(entry -> List.of("kept", "stopping", "many").stream().map(entry::effect))
                .filter(effect -> !effects.contains(effect) && !deadLetters.contains(effect))
                .count();
    }
}
