package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that others write begins a line of ours, or is obeyed by a terminal. */
class PrintableTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "a\\nb", "é€漢字", "a\u200db", "\ud83d\ude00 smile", "עברית", "naïve\u00ad", "\u00a0"
            })
    void leavesTextAsItIs(String text) {
        assertThat(Printable.of(text)).isSameAs(text);
    }

    @Test
    void escapesWhatBreaksLinesMovesTheCursorOrTurnsText() {
        assertThat(Printable.of("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
        assertThat(Printable.of("\u001b[31m\u0000\b\u007f")).isEqualTo("\\u001b[31m\\u0000\\u0008\\u007f");
        assertThat(Printable.of("\u0085\u009b2J\u009d")).isEqualTo("\\u0085\\u009b2J\\u009d");
        assertThat(Printable.of("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
        assertThat(Printable.of("\u202a\u202e\u2066\u2069\u200e\u200f\u061c"))
                .isEqualTo("\\u202a\\u202e\\u2066\\u2069\\u200e\\u200f\\u061c");
        assertThat(Printable.of("\ufeff\ufffe\uffff\u200b")).isEqualTo("\\ufeff\\ufffe\\uffff\\u200b");
        assertThat(Printable.of("\ud83d \ude00")).isEqualTo("\\ud83d \\ude00");
        assertThat(Printable.of("\udb40\udc41")).isEqualTo("\\udb40\\udc41"); // a tag, which nobody sees
        assertThat(Printable.of(null)).isEqualTo("null");
    }

    @Test
    void shortensWhatIsQuoted() {
        assertThat(Printable.shortened("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(Printable.shortened("\n" + "x".repeat(200))).isEqualTo("\\n" + "x".repeat(199) + "…");
    }

    @Test
    void logsAHarmlessExceptionAsItIs() {
        Exception harmless = new IllegalStateException("no such pet", new Exception("cause"));
        harmless.addSuppressed(new Exception());

        assertThat(EscapedException.of(harmless)).isSameAs(harmless);
    }

    @Test
    void logsWithEscapesWhatForgesLinesWhereverItStands() {
        Exception cause = new IllegalStateException("cause\n2026-01-01 ERROR forged");
        Exception thrown = new RuntimeException("top", cause);
        cause.addSuppressed(new Exception("suppressed\u001b[2K"));
        cause.addSuppressed(thrown);

        StringWriter text = new StringWriter();
        EscapedException.of(thrown).printStackTrace(new PrintWriter(text, true));

        assertThat(text.toString())
                .contains("java.lang.RuntimeException: top\n\tat io.millrace.change.PrintableTests")
                .contains("java.lang.IllegalStateException: cause\\n2026-01-01 ERROR forged\n\tat ")
                .contains("java.lang.Exception: suppressed\\u001b[2K\n");
        assertThat(text.toString().lines()).noneMatch(line -> line.startsWith("2026"));
    }
}
