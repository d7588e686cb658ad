package io.millrace.handler.kit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client that is created when it is first needed, and closed if it was. Any thread may call. */
public final class Client<C extends AutoCloseable> implements Supplier<C>, AutoCloseable {

    private final Supplier<C> maker;
    private @Nullable C made;

    public Client(Supplier<C> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized C get() {
        C client = made == null ? maker.get() : made;
        made = client;
        return client;
    }

    @Override
    public synchronized void close() {
        try {
            if (made != null) {
                made.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("A client does not close", e);
        } finally {
            made = null;
        }
    }
}
