package io.millrace.cli;

import io.millrace.change.Printable;
import io.millrace.redrive.Redrive;
import java.io.PrintWriter;

/** Prints the failures and the summary of a redrive, and its progress in a line that the next one overwrites. */
final class RedriveOutput implements Redrive.Listener {

    private static final int EVERY = 100;
    private static final String START_OF_LINE = "\r\033[K";

    private final PrintWriter out;
    private final PrintWriter progress;
    private final boolean terminal = System.console() != null;

    RedriveOutput(PrintWriter out, PrintWriter progress) {
        this.out = out;
        this.progress = progress;
    }

    @Override
    public void found(String place, String what) {
        say("%s  %s".formatted(place, what));
    }

    @Override
    public void left(String place, String reason) {
        say("left  %s  %s".formatted(place, reason));
    }

    @Override
    public void progress(Redrive.Result soFar) {
        if (terminal) {
            progress.print(START_OF_LINE + counts(soFar));
            progress.flush();
        } else if (soFar.entries() % EVERY == 0) {
            progress.println(counts(soFar));
        }
    }

    void summary(Redrive.Result result, boolean dryRun) {
        if (result.inFlight() > 0) {
            say(inFlight(result.inFlight()));
        }
        if (dryRun) {
            say("%d %s, not touched".formatted(result.entries(), result.entries() == 1 ? "entry" : "entries"));
        } else if (result.entries() == 0) {
            say(result.inFlight() == 0 ? "Nothing to redrive" : "Nothing else to redrive");
        } else {
            say(counts(result));
        }
        out.flush();
    }

    private void say(String line) {
        if (terminal) {
            progress.print(START_OF_LINE);
            progress.flush();
        }
        out.println(Printable.of(line));
    }

    private static String inFlight(int messages) {
        return "About %d more %s in flight: another process holds %s, or held %s when it was killed. What a redrive held comes back after an hour."
                .formatted(
                        messages,
                        messages == 1 ? "entry is" : "entries are",
                        messages == 1 ? "it" : "them",
                        messages == 1 ? "it" : "them");
    }

    private static String counts(Redrive.Result result) {
        return "%d done, %d failed, %d held back behind a failure of their item"
                .formatted(result.done(), result.failed(), result.held());
    }
}
