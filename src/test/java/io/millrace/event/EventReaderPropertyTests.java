package io.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventReaderPropertyTests {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void readsWhatAwsReads(@ForAll("events") DynamodbEvent event) {
        String json = Json.writeAsAws(event);

        assertThat(read(json)).isEqualTo(event).isEqualTo(Json.readExactlyAsAws(json));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void readsFieldsInAnyOrder(@ForAll("events") DynamodbEvent event, @ForAll Random random) {
        JsonNode shuffled = shuffled(MAPPER.readTree(Json.writeAsAws(event)), random);

        assertThat(read(shuffled.toString())).isEqualTo(event);
    }

    private static DynamodbEvent read(String json) {
        return new EventReader().read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isArray()) {
            return MAPPER.createArrayNode()
                    .addAll(node.values().stream()
                            .map(element -> shuffled(element, random))
                            .toList());
        }
        return node.isObject() ? shuffledFields(node, random) : node;
    }

    private static JsonNode shuffledFields(JsonNode node, Random random) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        Collections.shuffle(fields, random);
        ObjectNode shuffled = MAPPER.createObjectNode();
        fields.forEach(field -> shuffled.set(field.getKey(), shuffled(field.getValue(), random)));
        return shuffled;
    }

    @Provide
    Arbitrary<DynamodbEvent> events() {
        return RandomEvents.events();
    }
}
