package io.millrace.handler.ready.messages;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.function.Function;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Events made of changes. Source: "PutEventsRequestEntry" in the Amazon EventBridge API Reference.
 *
 * @param checked whether the detail must be checked to be a JSON object
 */
record BusEvent(
        String source,
        Function<Change<Item>, String> detailType,
        Function<Change<Item>, String> detail,
        boolean checked) {

    private static final int LONGEST_TYPE = 128;
    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IllegalArgumentException if the change makes an event that a bus does not accept */
    PutEventsRequestEntry.Builder of(Change<Item> change) {
        String text = detail.apply(change);
        if (checked) {
            requireObject(text);
        }
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType(requireType(detailType.apply(change)))
                .detail(Characters.checked("the detail", "a bus", text))
                .time(change.approximateCreationTime().orElse(null))
                .resources(change.streamArn().stream().toList());
    }

    private static String requireType(String type) {
        int length = type.codePointCount(0, type.length());
        if (type.isBlank() || length > LONGEST_TYPE) {
            throw new IllegalArgumentException(
                    "the detail type has %d characters; a bus accepts 1 to %d".formatted(length, LONGEST_TYPE));
        }
        return Characters.checked("the detail type", "a bus", type);
    }

    /** Requires one JSON object. The parser's own messages contain contents, and are left out. */
    private static void requireObject(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            json.skipChildren();
            if (!object || json.nextToken() != null) {
                throw new IllegalArgumentException("the detail is JSON, but not one object, which a bus needs");
            }
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw new IllegalArgumentException("the detail is not JSON, which a bus needs: line %d, column %d"
                    .formatted(
                            location == null ? 0 : location.getLineNr(),
                            location == null ? 0 : location.getColumnNr()));
        }
    }
}
