package io.millrace.local.console;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes a test of the table's function for a change. */
final class TestText {

    /** In characters; a string constant has at most 65,535 bytes. */
    private static final int LONGEST = 20_000;

    private TestText() {}

    static String of(ChangeSummary change, SeenRecord record) {
        String json = new String(record.json(), StandardCharsets.UTF_8);
        if (json.length() > LONGEST) {
            return "// The record is too long for a Java string: copy it as an event file.\n";
        }
        return """
                @Test
                void handles%sOf%s(@Autowired @Qualifier("%s") Function<DynamodbEvent, Void> function) {
                    byte[] event = %s.getBytes(StandardCharsets.UTF_8);

                    function.apply(new EventReader().read(event)); // throws an exception where an invocation would fail
                }
                """.formatted(capital(change.event()), capital(change.tableId()), change.tableId(), literal(json));
    }

    private static String capital(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.isEmpty() ? "A" : letters.substring(0, 1).toUpperCase(Locale.ROOT) + letters.substring(1);
    }

    /** Any text as a Java string literal. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                literal.append('\\').append((char) character);
            } else if (character < ' ' || character > '~') {
                literal.append("\\u%04x".formatted(character));
            } else {
                literal.append((char) character);
            }
        });
        return literal.append('"').toString();
    }
}
