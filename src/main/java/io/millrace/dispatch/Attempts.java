package io.millrace.dispatch;

import io.millrace.dispatch.DispatchListener.Claim;
import io.millrace.handler.RecordHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls handlers for single records, and retries as their policies say. Any thread may call. */
final class Attempts {

    private final Batch delivery;
    private final Claims claims;
    private final GivingUp givingUp;
    private final Progress progress;

    Attempts(Batch delivery, Claims claims, GivingUp givingUp, Progress progress) {
        this.delivery = delivery;
        this.claims = claims;
        this.givingUp = givingUp;
        this.progress = progress;
    }

    /** Runs the next step of a record. Returns whether the record may continue with the step after it. */
    boolean single(Work work, RecordHandler handler) {
        Step step = work.next();
        Optional<Claim> claim = claim(step, work, true);
        if (claim.isEmpty()) {
            return false;
        }
        if (claim.get() == Claim.DONE) {
            work.advanceAsRemembered();
            return true;
        }
        return hasTime(step, work) && run(retries(step, work), work, handler);
    }

    /** Continues the attempts of earlier deliveries. */
    RetryState retries(Step step, Work work) {
        return new RetryState(step, delivery, claims.tried().of(step, work));
    }

    /** Checks the deadline again where claiming may have taken time. */
    boolean hasTime(Step step, Work work) {
        return step.policy().remember() != FailurePolicy.Remember.IN_STORE
                || progress.inTime(delivery.deadline(), work);
    }

    /** Returns an empty result if the claim failed; the batch then stops at the record. */
    Optional<Claim> claim(Step step, Work work, boolean waits) {
        try {
            return Optional.of(claims.claim(step, work, waits));
        } catch (Throwable e) {
            Broken.throwIfUnusable(e);
            if (e instanceof InterruptedException) {
                HandlerCall.keepInterruption(delivery.deadline());
            }
            progress.stopped(work, new Failure(work.sequenceNumber(), step.route(), step.name(), 0, e));
            return Optional.empty();
        }
    }

    private boolean run(RetryState retries, Work work, RecordHandler handler) {
        while (true) {
            Throwable failure = failure(retries, work, handler);
            if (failure == null) {
                return complete(retries.step(), work);
            }
            AfterFailure after = retries.failed(work.sequenceNumber(), failure);
            if (after != AfterFailure.AGAIN) {
                List<Work> passed = givingUp.giveUp(Map.of(work, failure), retries, after);
                return !passed.isEmpty() && complete(retries.step(), work);
            }
        }
    }

    private @Nullable Throwable failure(RetryState retries, Work work, RecordHandler handler) {
        Reporter.CallReport report = delivery.reporter().attempt(retries, work);
        Throwable failure = failure(work, handler);
        report.ended(failure == null ? Map.of() : Map.of(work, failure), Map.of());
        return failure;
    }

    private @Nullable Throwable failure(Work work, RecordHandler handler) {
        try {
            return HandlerCall.within(delivery.deadline(), () -> {
                handler.handle(work.change());
                return null;
            });
        } catch (Throwable e) {
            return e;
        }
    }

    private boolean complete(Step step, Work work) {
        if (!claims.complete(step, work)) {
            progress.stopBehind(work);
        }
        work.advance();
        return true;
    }
}
