package io.millrace.handler.ready.messages;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.SettingChecks;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The subject of a message. Source: "Publish" in the Amazon SNS API Reference. */
final class SnsSubject {

    private static final int LONGEST = 100;

    private SnsSubject() {}

    /** Creates subjects, and fails changes whose subject a topic would not accept. */
    static @Nullable Function<Change<Item>, String> of(@Nullable String template) {
        return template == null ? null : SettingChecks.line("subject", template).andThen(SnsSubject::checked);
    }

    private static String checked(String subject) {
        int length = subject.codePointCount(0, subject.length());
        if (subject.isBlank()) {
            throw new IllegalArgumentException("the subject is empty, which a topic does not accept");
        }
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "the subject has %d characters; a topic accepts %d".formatted(length, LONGEST));
        }
        if (subject.codePoints().anyMatch(SnsSubject::breaksTheLine)) {
            throw new IllegalArgumentException(
                    "the subject has a line break or another control character, which a topic does not accept");
        }
        return Characters.checked("the subject", "a topic", subject);
    }

    private static boolean breaksTheLine(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
