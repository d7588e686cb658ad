package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.event.EventWriter;
import java.nio.charset.StandardCharsets;

/** A change as a test of its table's function. */
final class TestText {

    private TestText() {}

    static String of(ChangeSummary change, DynamodbEvent event) {
        return """
                @Test
                void handles%sOf%s(@Autowired @Qualifier("%s") Function<DynamodbEvent, Void> function) {
                    byte[] event = %s.getBytes(StandardCharsets.UTF_8);

                    function.apply(new EventReader().read(event)); // throws what Lambda would be told
                }
                """.formatted(
                        capital(change.event()),
                        capital(change.tableId()),
                        change.tableId(),
                        literal(new String(EventWriter.write(event), StandardCharsets.UTF_8)));
    }

    private static String capital(String name) {
        String letters = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + letters.substring(1);
    }

    /** Any text as a Java string: item contents are anything. */
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
