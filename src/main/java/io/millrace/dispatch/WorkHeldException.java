package io.millrace.dispatch;

/** Another delivery has a work in hand. */
final class WorkHeldException extends RuntimeException {

    WorkHeldException(WorkId id) {
        super(
                "Another delivery of record %s has handler '%s' of route '%s' in hand, or ended without a word and its lease has not ended yet. The record comes again"
                        .formatted(id.record().sequenceNumber(), id.handler(), id.route()));
    }
}
