package io.millrace.testkit.streams;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What an answer is instead of what was asked for. */
public sealed interface Fault {

    /** An error of the service. */
    record Failure(String code, String message) implements Fault {}

    /** The right answer, once the latch is down. */
    record Slow(CountDownLatch until) implements Fault {}

    /** Half of the right answer, then the end of the connection. */
    record Cut() implements Fault {}

    /** The end of the connection. A client may ask again by itself. */
    record HungUp() implements Fault {}

    /** A success with another body. */
    record Garbage(String body) implements Fault {}

    /**
     * A page without records, and an iterator behind which they still come. Source: "GetRecords" in the Amazon DynamoDB Streams
     * API Reference: "it might take multiple calls to get to a portion of the shard that contains stream records".
     */
    record EmptyPage() implements Fault {}

    /** A description that lacks some shards, as the newest may be lacking for a moment. */
    record Without(List<String> shardIds) implements Fault {}

    /** An error of the service, by its code. */
    static Fault error(String code) {
        return new Failure(code, "as scripted");
    }

    static Fault limitExceeded() {
        return error("LimitExceededException");
    }

    static Fault throughputExceeded() {
        return error("ProvisionedThroughputExceededException");
    }

    static Fault internalError() {
        return error("InternalServerError");
    }

    static Fault expiredIterator() {
        return error("ExpiredIteratorException");
    }

    static Fault trimmedData() {
        return error("TrimmedDataAccessException");
    }

    static Fault emptyPage() {
        return new EmptyPage();
    }

    static Fault without(String... shardIds) {
        return new Without(List.of(shardIds));
    }

    static Fault cut() {
        return new Cut();
    }

    static Fault hungUp() {
        return new HungUp();
    }

    static Fault garbage(String body) {
        return new Garbage(body);
    }

    static Fault slow(CountDownLatch until) {
        return new Slow(until);
    }
}
