package io.millrace.handler.ready.archive;

import io.millrace.handler.kit.CallTries;
import io.millrace.handler.kit.Patience;
import io.millrace.time.Time;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket in which no object replaces another. Any thread may call. */
final class Bucket {

    private static final int THERE_ALREADY = 412;
    private static final int NO_ANSWER = 0;
    private static final int CONFLICT = 409;

    /** Another call is writing the object, or the bucket is unavailable for now; the SDK's own retries may be used up. */
    private static final Set<Integer> AGAIN = Set.of(NO_ANSWER, CONFLICT, 429, 500, 502, 503, 504);

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final String name;
    private final Supplier<S3Client> s3;
    private final Time time;

    Bucket(String name, Supplier<S3Client> s3, Time time) {
        this.name = name;
        this.s3 = s3;
        this.time = time;
    }

    /**
     * Puts an object, unless one with its key exists. Returning means that the object exists. Source: "How to prevent object
     * overwrites with conditional writes" in the Amazon S3 User Guide.
     */
    void put(String key, byte[] content) throws InterruptedException {
        CallTries tries = new CallTries(time, Patience.end(time.clock()), FIRST_WAIT, LONGEST_WAIT);
        while (!put(key, content, tries)) {
            // The call is repeated.
        }
    }

    /** Whether a failure is independent of the object, so that another object would fail as well. */
    static boolean isUnavailable(RuntimeException failure) {
        return failure instanceof SdkException error && AGAIN.contains(status(error)) && status(error) != CONFLICT;
    }

    private static int status(SdkException error) {
        return error instanceof S3Exception answer ? answer.statusCode() : NO_ANSWER;
    }

    /** Returns whether the object exists; if not, the call is to be repeated. */
    private boolean put(String key, byte[] content, CallTries tries) throws InterruptedException {
        try {
            s3.get()
                    .putObject(
                            put -> put.bucket(name)
                                    .key(key)
                                    .ifNoneMatch("*")
                                    .checksumCRC32(checksum(content))
                                    .contentType("application/x-ndjson"),
                            RequestBody.fromBytes(content));
            return true;
        } catch (SdkException e) {
            boolean exists = status(e) == THERE_ALREADY;
            if (!exists && !(AGAIN.contains(status(e)) && tries.another())) {
                throw e;
            }
            return exists;
        }
    }

    /** Returns the checksum as S3 expects it: Base64 of its four bytes. */
    private static String checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }
}
