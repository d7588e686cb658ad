package io.millrace.handler.ready.archive;

import io.millrace.dispatch.Sleeper;
import io.millrace.handler.ready.Client;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket, in which no object replaces another. Any thread may call. */
final class Bucket implements AutoCloseable {

    private static final int THERE_ALREADY = 412;
    private static final int NO_ANSWER = 0;

    /** Another writes it at this moment, or the bucket is out of order for now; the SDK's own tries may be used up. */
    private static final Set<Integer> AGAIN = Set.of(NO_ANSWER, 409, 429, 500, 502, 503, 504);

    private static final int TRIES = 5;
    private static final Duration WAIT = Duration.ofMillis(200);

    private final String name;
    private final Client<S3Client> s3;
    private final Sleeper sleeper;

    Bucket(String name, Client<S3Client> s3, Sleeper sleeper) {
        this.name = name;
        this.s3 = s3;
        this.sleeper = sleeper;
    }

    /**
     * Puts an object, unless there is one with its key. Returning means that there is one. Source: "How to prevent object
     * overwrites with conditional writes" in the Amazon S3 User Guide.
     */
    void put(String key, byte[] content) throws InterruptedException {
        for (int left = TRIES; !put(key, content, left); left--) {
            sleeper.sleep(WAIT);
        }
    }

    /** Returns whether the object is there; if not, another call may do, of which there are so many left. */
    private boolean put(String key, byte[] content, int left) {
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
            int status = e instanceof S3Exception answer ? answer.statusCode() : NO_ANSWER;
            if (status != THERE_ALREADY && (left == 1 || !AGAIN.contains(status))) {
                throw e;
            }
            return status == THERE_ALREADY;
        }
    }

    /** In the way of S3: Base64 of the four bytes. */
    private static String checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        s3.close();
    }
}
