package io.millrace.handler.ready.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of an answer, which is discarded, and must end in time: the timeout of a request is for the head of the answer
 * only.
 */
final class IgnoredBody implements BodySubscriber<Void> {

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    IgnoredBody(Duration timeout) {
        end.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end.exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                failure instanceof TimeoutException ? new HttpTimeoutException("the answer does not end") : failure));
    }

    /** The rest of a body that does not end is not read, and its connection is not used again. */
    @Override
    public void onSubscribe(Subscription subscription) {
        end.exceptionally(failure -> {
            subscription.cancel();
            return null;
        });
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {}

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
