package io.millrace.dispatch;

import java.util.ArrayList;
import java.util.List;

/** Lists all events by names and numbers, and checks the order in which they come. Any thread may call. */
final class Events implements DispatchListener {

    private final List<String> lines = new ArrayList<>();
    private final List<Record> all = new ArrayList<>();

    private synchronized void note(Record event, String line) {
        all.add(event);
        lines.add(line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Those of one kind, in their order. */
    synchronized <T extends Record> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    synchronized List<Record> all() {
        return List.copyOf(all);
    }

    @Override
    public void batchBegun(Batch batch) {
        note(batch, "begun %s %d".formatted(batch.table(), batch.records().size()));
    }

    @Override
    public void batchEnded(BatchEnded end) {
        note(
                end,
                "ended %s after %d ms%s"
                        .formatted(
                                end.batch().table(),
                                end.duration().toMillis(),
                                end.result()
                                        .stoppedAt()
                                        .map(at -> ", stopped at " + at)
                                        .orElse("")));
    }

    @Override
    public void attempt(Call call) {
        note(call, "attempt " + text(call));
    }

    @Override
    public void completed(Completed call) {
        note(
                call,
                "completed %s in %d ms"
                        .formatted(text(call.call()), call.duration().toMillis()));
    }

    @Override
    public void failed(CallFailed call) {
        note(
                call,
                "failed %s in %d ms: %s"
                        .formatted(
                                text(call.call()),
                                call.duration().toMillis(),
                                call.causes().keySet()));
    }

    @Override
    public void heldBack(HeldBack call) {
        note(call, "held back %s: %s".formatted(text(call.call()), call.records()));
    }

    @Override
    public void retry(Retry retry) {
        note(
                retry,
                "retry %s after %d ms"
                        .formatted(
                                retry.failure().sequenceNumber(), retry.delay().toMillis()));
    }

    @Override
    public void stopped(RecordFailed record) {
        note(new Stopped(record), "stopped " + record.failure().where());
    }

    @Override
    public void skipped(RecordFailed record) {
        note(new Skipped(record), "skipped " + record.failure().where());
    }

    @Override
    public void deadLettered(RecordFailed record) {
        note(new DeadLettered(record), "dead letter " + record.failure().where());
    }

    @Override
    public void claimed(Claimed claim) {
        note(
                claim,
                "claim %s %s %s"
                        .formatted(
                                claim.work().record().sequenceNumber(),
                                claim.work().handler(),
                                claim.claim()));
    }

    @Override
    public void claimDelayed(ClaimDelayed claim) {
        note(
                claim,
                "claim %s %s waits for %s"
                        .formatted(
                                claim.work().record().sequenceNumber(),
                                claim.work().handler(),
                                claim.holder().owner()));
    }

    @Override
    public void outOfTime(OutOfTime batch) {
        note(batch, "out of time before " + batch.next());
    }

    private static String text(Call call) {
        return "%s %s #%d".formatted(call.handler(), call.records(), call.attempt());
    }

    record Stopped(RecordFailed record) {}

    record Skipped(RecordFailed record) {}

    record DeadLettered(RecordFailed record) {}
}
