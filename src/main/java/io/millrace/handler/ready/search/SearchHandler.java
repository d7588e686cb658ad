package io.millrace.handler.ready.search;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.kit.ItemFailures;
import io.millrace.handler.ready.search.Answer.Outcome;
import io.millrace.handler.ready.search.Stored.Both;
import io.millrace.time.Backoff;
import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes items in rounds: it reads what is stored of each and writes what follows from it, until nothing is left to do. Any
 * thread may call.
 */
record SearchHandler(Documents documents, Cluster cluster, Sleeper sleeper) implements BatchHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchHandler.class);

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws InterruptedException {
        Collection<Pending> items = byItem(changes);
        Backoff backoff = Backoff.exponential(Calls.FIRST_WAIT, Calls.LONGEST_WAIT);
        Deadline deadline = Deadline.ofThisCall();
        boolean first = true;
        for (List<Pending> open = open(items); !open.isEmpty(); open = open(items)) {
            boolean again = read(open, first);
            open.forEach(Pending::round);
            Duration wait = backoff.next();
            if (again && deadline.allows(wait)) {
                sleeper.sleep(wait);
            }
            first = false;
        }
        ItemFailures failures = new ItemFailures();
        items.forEach(item -> item.report(failures));
        return failures.of(changes);
    }

    private Collection<Pending> byItem(List<Change<Item>> changes) {
        Map<ItemKey, Pending> items = new LinkedHashMap<>();
        for (Change<Item> change : changes) {
            items.computeIfAbsent(change.itemKey(), key -> pending(change)).add(change);
        }
        return items.values();
    }

    private Pending pending(Change<Item> change) {
        try {
            return new Pending(documents.idOf(change));
        } catch (RuntimeException e) {
            return Pending.failed(e);
        }
    }

    private static List<Pending> open(Collection<Pending> items) {
        return items.stream().filter(Pending::isOpen).toList();
    }

    /** Reads, and writes what follows. Returns whether something has to wait. */
    private boolean read(List<Pending> items, boolean first) throws InterruptedException {
        Map<String, Answer> answers =
                cluster.read(items.stream().map(Pending::id).toList());
        if (first) {
            tellWhatIsLate(items, answers);
        }
        Map<Pending, Write> writes = new LinkedHashMap<>();
        boolean waits = false;
        for (Pending item : items) {
            Answer answer = Objects.requireNonNull(answers.get(item.id()));
            if (answer.stored() == null) {
                item.take(answer);
                waits |= answer.outcome() == Outcome.LATER;
            } else {
                next(item, answer.stored()).ifPresent(write -> writes.put(item, write));
            }
        }
        return write(writes) || waits;
    }

    private Optional<Write> next(Pending item, Both stored) {
        try {
            Optional<Write> write = documents.next(item.change(), item.id(), stored);
            if (write.isEmpty()) {
                item.done();
            }
            return write;
        } catch (RuntimeException e) {
            item.refuse(e);
            return Optional.empty();
        }
    }

    private boolean write(Map<Pending, Write> writes) throws InterruptedException {
        Map<String, Answer> answers = cluster.write(new ArrayList<>(writes.values()));
        boolean waits = false;
        for (Map.Entry<Pending, Write> write : writes.entrySet()) {
            Answer answer = Objects.requireNonNull(answers.get(write.getValue().id()));
            if (answer.outcome() != Outcome.DONE) {
                write.getKey().take(answer);
                waits |= answer.outcome() == Outcome.LATER;
            } else if (write.getValue().settles()) {
                write.getKey().done();
            }
        }
        return waits;
    }

    private void tellWhatIsLate(List<Pending> items, Map<String, Answer> answers) {
        long late = items.stream().filter(item -> isLate(item, answers)).count();
        if (late > 0) {
            LOG.info("Index '{}' has later changes of {} of {} items already.", cluster.index(), late, items.size());
        }
    }

    private static boolean isLate(Pending item, Map<String, Answer> answers) {
        Both stored = Objects.requireNonNull(answers.get(item.id())).stored();
        return stored != null && stored.knowsLater(DocumentVersion.of(item.change()));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
