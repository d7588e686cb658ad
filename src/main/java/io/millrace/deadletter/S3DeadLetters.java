package io.millrace.deadletter;

import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Dead letters below a prefix of an S3 bucket. Storing a dead letter twice leaves one object. */
final class S3DeadLetters implements DeadLetterStore, DeadLetterSource {

    private final String bucket;
    private final String prefix;
    private final Supplier<S3Client> s3;
    private @Nullable Iterator<S3Object> objects;

    /**
     * @param prefix of the keys; ends with a slash, or is empty
     */
    S3DeadLetters(String bucket, String prefix, Supplier<S3Client> s3) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.s3 = s3;
    }

    private record Letter(String bucket, String key, Supplier<S3Client> s3) implements Stored {

        @Override
        public String place() {
            return "s3://%s/%s".formatted(bucket, key);
        }

        @Override
        public String json() {
            return EntryText.of(s3.get()
                    .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                    .asByteArrayUnsafe());
        }
    }

    @Override
    public List<Unkept> keep(List<DeadLetter> letters, Deadline deadline) {
        List<Unkept> unkept = new ArrayList<>();
        for (DeadLetter letter : letters) {
            try {
                keep(DeadLetterEntry.of(letter), deadline);
            } catch (RuntimeException e) {
                unkept.add(new Unkept(letter, e));
            }
        }
        return unkept;
    }

    private void keep(DeadLetterEntry entry, Deadline deadline) {
        String key = prefix + EntryName.of(entry);
        s3.get()
                .putObject(
                        put -> put.bucket(bucket)
                                .key(key)
                                .contentType("application/json")
                                .overrideConfiguration(
                                        call -> call.apiCallTimeout(deadline.patience(LetterCalls.LONGEST))),
                        RequestBody.fromBytes(EntryJson.write(entry)));
    }

    @Override
    public List<Stored> next(int most) {
        Iterator<S3Object> left = objects == null ? objects() : objects;
        objects = left;
        List<Stored> next = new ArrayList<>();
        while (next.size() < most && left.hasNext()) {
            next.add(new Letter(bucket, left.next().key(), s3));
        }
        return next;
    }

    private Iterator<S3Object> objects() {
        return s3.get()
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .iterator();
    }

    @Override
    public void remove(Stored entry) {
        s3.get().deleteObject(delete -> delete.bucket(bucket).key(((Letter) entry).key()));
    }

    @Override
    public void close() {}
}
