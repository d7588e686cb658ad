package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.EventBridgeServer;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import io.millrace.time.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalCredentials.class)
class EventBridgeTypeIntegrationTests {

    private static EventBridgeServer eventBridge;

    @BeforeAll
    static void start() {
        eventBridge = EventBridgeServer.start();
    }

    @AfterAll
    static void stop() {
        if (eventBridge != null) {
            eventBridge.close();
        }
    }

    @Test
    void putsAChangeOnTheDefaultBus() throws Exception {
        assertThat(handler(null, null, null, null).handle(List.of(pet("101", "Rex"))))
                .isEmpty();

        JsonNode event = eventBridge.events("default").get(0);
        assertThat(event.path("Source").stringValue()).isEqualTo("millrace");
        assertThat(event.path("DetailType").stringValue()).isEqualTo("INSERT");
        assertThat(event.path("Detail").stringValue())
                .isEqualTo(
                        "{\"table\":\"Products\",\"event\":\"INSERT\",\"sequenceNumber\":\"101\",\"keys\":{\"id\":\"101\"},"
                                + "\"new\":{\"name\":\"Rex\"}}");
        assertThat(event.path("Time").stringValue()).isEqualTo("2026-11-21T10:00:00+00:00");
        assertThat(event.path("Resources").get(0).stringValue()).contains(":table/Products/stream/");
        assertThat(event.path("Region").stringValue()).isEqualTo("eu-central-1");
    }

    @Test
    void fillsInDetailAndDetailTypeAndGoesToTheRegionOfTheBus() throws Exception {
        String bus = "arn:aws:events:eu-west-1:123456789012:event-bus/pets";

        assertThat(handler(bus, "com.pets", "Pet {{event}}", "{\"pet\": \"{{new.name}}\"}")
                        .handle(List.of(pet("101", "Rex \"the\" dog"))))
                .isEmpty();

        JsonNode event = eventBridge.events(bus).get(0);
        assertThat(event.path("Source").stringValue()).isEqualTo("com.pets");
        assertThat(event.path("DetailType").stringValue()).isEqualTo("Pet INSERT");
        assertThat(event.path("Detail").stringValue()).isEqualTo("{\"pet\": \"Rex \\\"the\\\" dog\"}");
        assertThat(event.path("Region").stringValue()).isEqualTo("eu-west-1");
    }

    @Test
    void putsOnlyThatAgainWhichWasRefused() throws Exception {
        eventBridge.refuse(List.of(
                Arrays.asList(null, "ThrottlingException", "MalformedDetail", null), List.of("InternalFailure")));

        Map<SequenceNumber, Throwable> failures = handler("refused", null, null, null)
                .handle(List.of(pet("101", "a"), pet("102", "b"), pet("103", "c"), pet("104", "d")));

        assertThat(failures).containsOnlyKeys(new SequenceNumber("103"));
        assertThat(failures.get(new SequenceNumber("103")))
                .hasMessage("event bus 'refused' refused the event: MalformedDetail, no");
        assertThat(eventBridge.events("refused")).hasSize(3);
    }

    @Test
    void putsThatAloneWhichIsLargerThanSeveralMayBe() throws Exception {
        Change<Item> large = pet("103", "x".repeat(256 * 1024)); // which this server does not take

        Map<SequenceNumber, Throwable> failures = handler("large", null, null, null)
                .handle(List.of(pet("101", "a"), pet("102", "b"), large, pet("104", "d")));

        assertThat(failures).containsOnlyKeys(new SequenceNumber("103"));
        assertThat(failures.get(new SequenceNumber("103")))
                .hasMessageContaining("Total size of the entries in the request is over the limit.");
        assertThat(eventBridge.events("large")).hasSize(3);
    }

    private static BatchHandler handler(
            @Nullable String bus, @Nullable String source, @Nullable String detailType, @Nullable String detail) {
        EventBridgeType.Settings settings = new EventBridgeType.Settings(
                bus,
                source,
                detailType,
                detail,
                null,
                null,
                null,
                eventBridge.endpoint().toString());
        return (BatchHandler)
                new EventBridgeType(new AwsClients(List::of), new Time(InstantSource.system(), wait -> {}))
                        .handler("a", settings);
    }

    private static Change<Item> pet(String number, String name) {
        return Records.insert()
                .sequenceNumber(number)
                .createdAt(Instant.parse("2026-11-21T10:00:00Z"))
                .key("id", Attributes.s(number))
                .after("name", Attributes.s(name))
                .change();
    }
}
