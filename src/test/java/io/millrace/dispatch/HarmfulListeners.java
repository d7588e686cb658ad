package io.millrace.dispatch;

import static io.millrace.testkit.Records.batch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Listeners that throw, do what is not theirs, or leave out what is. */
final class HarmfulListeners {

    private HarmfulListeners() {}

    static Stream<DispatchListener> harmful() {
        return Stream.of(
                watching((handler, change) -> {
                    throw new IllegalStateException("before");
                }),
                watching((handler, change) -> {
                    handler.handle(change);
                    throw new AssertionError("after");
                }),
                watching((handler, change) -> {}),
                watching((handler, change) -> {
                    handler.handle(change);
                    handler.handle(change);
                }),
                watching((handler, change) -> {
                    try {
                        handler.handle(change);
                    } catch (Exception e) {
                        throw new IllegalArgumentException("another", e);
                    }
                }),
                watching((handler, change) -> CompletableFuture.runAsync(() -> {
                            try {
                                handler.handle(change);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .join()),
                new DispatchListener() {
                    @Override
                    public Handler watch(String table, String route, String name, Handler handler) {
                        throw new NoClassDefFoundError("at the start");
                    }
                },
                new DispatchListener() {
                    @Override
                    public Handler watch(String table, String route, String name, Handler handler) {
                        return (BatchHandler) changes -> Map.of();
                    }
                },
                new DispatchListener() {
                    @Override
                    public void ended(String table, List<DynamodbStreamRecord> batch, BatchResult result) {
                        batch.clear();
                    }
                });
    }

    @FunctionalInterface
    interface Watch {

        void handle(RecordHandler handler, Change<Item> change) throws Exception;
    }

    static DispatchListener watching(Watch watch) {
        return new DispatchListener() {
            @Override
            public Handler watch(String table, String route, String name, Handler handler) {
                return (RecordHandler) change -> watch.handle((RecordHandler) handler, change);
            }
        };
    }
}
