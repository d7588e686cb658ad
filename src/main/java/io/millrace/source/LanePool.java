package io.millrace.source;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that sources and their shards share, however many there are: some that deliver, four that read streams, and a
 * timer. A handler's call occupies one of those that deliver; the others serve the tables fairly. Threads begin when they are
 * needed and end when they are idle.
 */
public final class LanePool implements AutoCloseable {

    /** How many threads usually deliver. */
    public static final int USUAL_THREADS = 16;

    private static final Logger log = LoggerFactory.getLogger(LanePool.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int READERS = 4;
    private static final long IDLE_SECONDS = 30;

    private final FairTasks deliveries = new FairTasks();
    private final ThreadPoolExecutor deliverers;
    private final ThreadPoolExecutor readers;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param threads how many deliver at the same time
     */
    public LanePool(int threads) {
        this(threads, LanePool::factory);
    }

    /**
     * @param factory makes the threads of a name
     */
    LanePool(int threads, Function<String, ThreadFactory> factory) {
        deliverers = pool(threads, factory.apply("millrace-lane"));
        readers = pool(READERS, factory.apply("millrace-reader"));
        timer = new ScheduledThreadPoolExecutor(
                1, factory.apply("millrace-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartCoreThread();
    }

    private static ThreadPoolExecutor pool(int threads, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** A thread has nothing of the one that happens to need it first. */
    private static ThreadFactory factory(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, name + "-" + number.incrementAndGet(), 0, false);
            thread.setContextClassLoader(loader);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A task that delivers records of a table. */
    Steps delivering(String table, Supplier<Pause> step) {
        Executor fair = task -> {
            deliveries.add(table, task);
            execute(deliverers, deliveries::runNext);
        };
        return new Steps(fair, this::after, step);
    }

    /** A task that reads a stream. */
    Steps reading(Supplier<Pause> step) {
        return new Steps(task -> execute(readers, task), this::after, step);
    }

    /** Runs something that takes a while, after some time. */
    void later(Duration delay, Runnable task) {
        after(delay, () -> execute(readers, task));
    }

    /** A process that may have no more threads now may have more later. */
    private void execute(ThreadPoolExecutor threads, Runnable task) {
        try {
            threads.execute(task);
        } catch (OutOfMemoryError e) {
            log.warn("No thread can be started. This is tried again in a second", e);
            after(AFTER_FAILURE, () -> execute(threads, task));
        }
    }

    private Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(task, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    }

    /** Begins nothing more. What delivers or reads is to be closed before. */
    @Override
    public void close() {
        timer.shutdownNow();
        readers.shutdown();
        deliverers.shutdown();
    }
}
