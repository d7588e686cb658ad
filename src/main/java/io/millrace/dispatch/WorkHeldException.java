package io.millrace.dispatch;

/** Another delivery handles a work. */
final class WorkHeldException extends RuntimeException {

    WorkHeldException(WorkId id) {
        super(
                "Another delivery handles record %s in handler '%s' of route '%s', or ended without releasing it and its lease has not ended yet. The record is delivered again"
                        .formatted(id.record().sequenceNumber(), id.handler(), id.route()));
    }
}
