package io.millrace.local.dynoxide;

import java.io.UncheckedIOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Dispatches calls by kind. While tables and their streams are changed, nothing is written or read. */
final class Calls {

    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final ItemCalls items;
    private final TableCalls tables;
    private final StreamCalls streams;
    /** Whether a change of a table got no response, so that its effect is unknown. */
    private volatile boolean doubtful;

    Calls(ItemCalls items, TableCalls tables, StreamCalls streams) {
        this.items = items;
        this.tables = tables;
        this.streams = streams;
    }

    Answer answer(Call call) {
        if (doubtful) {
            locked(lock.writeLock(), this::settle);
        }
        return TableCalls.changesTables(call)
                ? locked(lock.writeLock(), () -> change(call))
                : locked(lock.readLock(), () -> find(call));
    }

    private boolean settle() {
        if (doubtful) {
            tables.settle();
            doubtful = false;
        }
        return doubtful;
    }

    private Answer change(Call call) {
        try {
            return find(call);
        } catch (UncheckedIOException e) {
            doubtful = true;
            throw e;
        }
    }

    private Answer find(Call call) {
        if (ItemCalls.isOne(call)) {
            return items.answer(call);
        }
        return call.isOfStreams() ? streams.answer(call) : tables.answer(call);
    }

    /** Runs a task between calls that change tables. */
    <T> T between(Supplier<T> work) {
        return locked(lock.readLock(), work);
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
