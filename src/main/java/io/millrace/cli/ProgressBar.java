package io.millrace.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line that shows the progress of a command. */
final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final int all;
    private int shown = -1;

    ProgressBar(PrintWriter out, int all) {
        this.out = out;
        this.all = all;
    }

    /** Draws the line again if the percentage has changed. */
    void at(int done, Duration since) {
        int percent = (int) (100L * done / all);
        if (percent == shown) {
            return;
        }
        shown = percent;
        int filled = WIDTH * percent / 100;
        double seconds = Math.max(since.toMillis(), 1) / 1000.0;
        out.printf(
                Locale.ROOT,
                "\r[%s%s] %3d %%  %d of %d, %.0f a second",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent,
                done,
                all,
                done / seconds);
        if (done == all) {
            out.println();
        }
        out.flush();
    }
}
