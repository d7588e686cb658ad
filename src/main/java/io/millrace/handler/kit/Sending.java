package io.millrace.handler.kit;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.kit.Batching.Limits;
import io.millrace.handler.kit.Batching.Refusal;
import io.millrace.handler.kit.Batching.Sink;
import io.millrace.handler.kit.Outgoing.Entry;
import io.millrace.time.Backoff;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call of {@link Batching}. */
final class Sending<E> {

    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Limits limits;
    private final Sink<E> sink;
    private final Time time;
    private final ItemFailures failures = new ItemFailures();
    private final Outgoing<E> left = new Outgoing<>();
    private final Patience patience = new Patience();
    private final Outage outage;
    private final Backoff backoff = Backoff.exponential(FIRST_WAIT, LONGEST_WAIT);

    Sending(Limits limits, Sink<E> sink, Time time) {
        this.limits = limits;
        this.sink = sink;
        this.time = time;
        this.outage = new Outage(time.clock(), limits.tries());
    }

    Map<SequenceNumber, Throwable> send(List<Change<Item>> changes) throws InterruptedException {
        changes.forEach(this::add);
        for (List<Entry<E>> chunk = left.chunk(limits); !chunk.isEmpty(); chunk = left.chunk(limits)) {
            int before = left.size();
            boolean settled = settle(chunk, call(chunk));
            if (settled || left.size() < before) {
                backoff.reset();
            }
            if (outage.isLong()) {
                left.firsts().forEach(entry -> giveUp(entry, outage.cause()));
            } else if (!settled) {
                time.sleeper().sleep(patience.use(backoff.next()));
            }
        }
        return failures.of(changes);
    }

    private void add(Change<Item> change) {
        if (failures.holdBack(change)) {
            return;
        }
        try {
            E content = sink.entry(change);
            Entry<E> entry = new Entry<>(change, content, sink.bytes(content));
            if (entry.bytes > limits.bytes()) {
                throw new IllegalArgumentException(
                        "%d bytes are too large; %d are accepted".formatted(entry.bytes, limits.bytes()));
            }
            left.add(entry);
        } catch (Exception e) {
            failures.fail(change, e);
        }
    }

    private Map<Integer, Refusal> call(List<Entry<E>> chunk) throws InterruptedException {
        outage.begin();
        try {
            Map<Integer, Refusal> refusals =
                    sink.send(chunk.stream().map(entry -> entry.content).toList());
            outage.answered();
            return refusals;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return refusals(chunk, e);
        }
    }

    /** A call that was refused for its content is repeated for each entry, to find out which one is refused. */
    private Map<Integer, Refusal> refusals(List<Entry<E>> chunk, Exception failure) throws InterruptedException {
        Optional<Throwable> refusal = sink.refusal(failure);
        refusal.ifPresentOrElse(cause -> outage.answered(), () -> outage.unanswered(failure));
        if (refusal.isPresent() && chunk.size() == 1) {
            return Map.of(0, new Refusal(refusal.get(), false));
        }
        Map<Integer, Refusal> all = new LinkedHashMap<>();
        for (int i = 0; i < chunk.size(); i++) {
            Refusal own = outage.isOngoing()
                    ? new Refusal(outage.cause(), true)
                    : call(List.of(chunk.get(i))).get(0);
            if (own != null) {
                all.put(i, own);
            }
        }
        return all;
    }

    /** Returns whether nothing has to be tried again. */
    private boolean settle(List<Entry<E>> chunk, Map<Integer, Refusal> refusals) {
        boolean allSettled = true;
        int tries = patience.isLeft() ? limits.tries() : 1;
        for (int i = 0; i < chunk.size(); i++) {
            Entry<E> entry = chunk.get(i);
            Refusal refusal = refusals.get(i);
            entry.tries++;
            if (refusal == null) {
                left.remove(entry);
            } else if (refusal.again() && entry.tries < tries) {
                allSettled = false;
            } else {
                giveUp(entry, refusal.cause());
            }
        }
        return allSettled;
    }

    private void giveUp(Entry<E> entry, Throwable cause) {
        failures.fail(entry.change, cause);
        left.removeAll(entry);
    }
}
