package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does what a step's policy says with records whose last attempt has failed. Any thread may call. */
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

    /** Whether records may go on without this step. */
    static boolean applies(AfterFailure verdict, Step step) {
        return verdict == AfterFailure.BY_POLICY && step.policy().onFailure() != FailurePolicy.OnFailure.STOP;
    }

    /** Gives records up, each for its reason. Returns those that may go on to their next step. */
    List<Work> giveUp(Map<Work, Throwable> failures, Tries tries, AfterFailure verdict) {
        if (!applies(verdict, tries.step())) {
            stop(failures, failures, tries, verdict);
            return List.of();
        }
        Map<Work, Failure> given = new LinkedHashMap<>();
        failures.forEach((work, cause) -> given.put(work, tries.failure(work.sequenceNumber(), cause)));
        return tries.step().policy().onFailure() == FailurePolicy.OnFailure.SKIP ? skip(given) : keep(given, tries);
    }

    /** The same for what failed in a call for many. */
    List<Work> giveUp(BatchCall call, Tries tries, AfterFailure verdict) {
        if (!applies(verdict, tries.step())) {
            stop(call.failures(), call.reported(), tries, verdict);
            return List.of();
        }
        return giveUp(call.failures(), tries, verdict);
    }

    /** Cut short, the attempts go on in the next delivery; after the last one they begin anew. */
    private void stop(Map<Work, Throwable> failures, Map<Work, Throwable> reported, Tries tries, AfterFailure verdict) {
        for (Work work : failures.keySet()) {
            if (verdict == AfterFailure.STOP) {
                tried.note(tries.step(), work, tries.tried());
            } else {
                tried.forget(tries.step(), work);
            }
        }
        reported.forEach((work, cause) -> progress.stopped(work, tries.failure(work.sequenceNumber(), cause)));
    }

    private List<Work> skip(Map<Work, Failure> given) {
        given.forEach(progress::skipped);
        return List.copyOf(given.keySet());
    }

    private List<Work> keep(Map<Work, Failure> given, Tries tries) {
        List<DeadLetter> letters = new ArrayList<>();
        DeadLetter.Failed times = tries.times();
        given.forEach((work, failure) -> letters.add(new DeadLetter(table, work.record(), failure, times)));
        Map<SequenceNumber, Throwable> unkept = unkept(letters);
        given.forEach((work, failure) -> note(work, failure, unkept));
        given.keySet().forEach(work -> tried.note(tries.step(), work, tries.tried()));
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

    /** By number, whatever a store makes of the letters: of several with one number, none is kept if one is not. */
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
