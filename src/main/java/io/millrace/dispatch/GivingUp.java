package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Applies a step's policy to records whose last attempt has failed. Any thread may call. */
final class GivingUp {

    private final String table;
    private final Deadline deadline;
    private final DeadLetterStore deadLetters;
    private final Progress progress;
    private final TriedWork tried;

    GivingUp(Batch delivery, DeadLetterStore deadLetters, Progress progress, TriedWork tried) {
        this.table = delivery.table();
        this.deadline = delivery.deadline();
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.tried = tried;
    }

    /** Whether records may continue without this step. */
    static boolean applies(AfterFailure after, Step step) {
        return after == AfterFailure.BY_POLICY && step.policy().onFailure() != FailurePolicy.OnFailure.STOP;
    }

    /** Applies the policy to records, each with its failure. Returns those that may continue with their next step. */
    List<Work> giveUp(Map<Work, Throwable> failures, RetryState retries, AfterFailure after) {
        if (!applies(after, retries.step())) {
            stop(failures, failures, retries, after);
            return List.of();
        }
        Map<Work, Failure> given = new LinkedHashMap<>();
        failures.forEach((work, cause) -> given.put(work, retries.failure(work.sequenceNumber(), cause)));
        return retries.step().policy().onFailure() == FailurePolicy.OnFailure.SKIP ? skip(given) : keep(given, retries);
    }

    /** The same for the failures of a call for many records. */
    List<Work> giveUp(BatchCall call, RetryState retries, AfterFailure after) {
        if (!applies(after, retries.step())) {
            stop(call.failures(), call.reported(), retries, after);
            return List.of();
        }
        return giveUp(call.failures(), retries, after);
    }

    /** Attempts that lack time continue in the next delivery; after the last attempt they start over. */
    private void stop(
            Map<Work, Throwable> failures, Map<Work, Throwable> reported, RetryState retries, AfterFailure after) {
        for (Work work : failures.keySet()) {
            if (after == AfterFailure.STOP) {
                tried.note(retries.step(), work, retries.tried());
            } else {
                tried.forget(retries.step(), work);
            }
        }
        reported.forEach((work, cause) -> progress.stopped(work, retries.failure(work.sequenceNumber(), cause)));
    }

    private List<Work> skip(Map<Work, Failure> given) {
        given.forEach(progress::skipped);
        return List.copyOf(given.keySet());
    }

    private List<Work> keep(Map<Work, Failure> given, RetryState retries) {
        List<DeadLetter> letters = new ArrayList<>();
        DeadLetter.Failed times = retries.times();
        given.forEach((work, failure) -> letters.add(new DeadLetter(table, work.record(), failure, times)));
        Map<SequenceNumber, Throwable> unkept = unkept(letters);
        given.forEach((work, failure) -> note(work, failure, unkept));
        given.keySet().forEach(work -> tried.note(retries.step(), work, retries.tried()));
        return given.entrySet().stream()
                .filter(entry -> !unkept.containsKey(entry.getValue().sequenceNumber()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void note(Work work, Failure failure, Map<SequenceNumber, Throwable> unkept) {
        Throwable reason = unkept.get(failure.sequenceNumber());
        if (reason == null) {
            progress.deadLettered(work, failure);
        } else {
            progress.unkept(work, failure, reason);
        }
    }

    /** Compares numbers, whatever a store returns: of several letters with one number, none counts as stored if one is not. */
    private Map<SequenceNumber, Throwable> unkept(List<DeadLetter> letters) {
        Map<SequenceNumber, Throwable> unkept = new HashMap<>();
        try {
            deadLetters.keep(letters, deadline).forEach(one -> unkept.put(number(one.letter()), one.cause()));
        } catch (Throwable e) {
            Broken.throwIfUnusable(e);
            letters.forEach(letter -> unkept.put(number(letter), e));
        }
        return unkept;
    }

    private static SequenceNumber number(DeadLetter letter) {
        return letter.failure().sequenceNumber();
    }
}
