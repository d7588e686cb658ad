package io.millrace.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records completed works in one call at a time: works that other threads complete during a call are recorded together by
 * the next. Any thread may call.
 */
final class Completions {

    private final Predicate<List<WorkId>> call;
    private final ReentrantLock calling = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Group open;

    /** Works that one call records. */
    private static final class Group {

        private final List<WorkId> works = new ArrayList<>();
        private final CompletableFuture<Boolean> recorded = new CompletableFuture<>();
    }

    /**
     * @param call records works, and returns whether that is durable
     */
    Completions(Predicate<List<WorkId>> call) {
        this.call = call;
    }

    /** Records works. Returns whether that is durable. */
    boolean record(List<WorkId> works) {
        lock.lock();
        Group group = open;
        boolean first = group == null;
        try {
            if (group == null) {
                group = new Group();
                open = group;
            }
            group.works.addAll(works);
        } finally {
            lock.unlock();
        }
        if (first) {
            call(group);
        }
        return group.recorded.join();
    }

    private void call(Group group) {
        calling.lock();
        try {
            close();
            group.recorded.complete(call.test(group.works));
        } finally {
            group.recorded.complete(false); // does nothing unless the call threw
            calling.unlock();
        }
    }

    /** How many works wait for the next call. */
    int waiting() {
        lock.lock();
        try {
            return open == null ? 0 : open.works.size();
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        lock.lock();
        try {
            open = null;
        } finally {
            lock.unlock();
        }
    }
}
