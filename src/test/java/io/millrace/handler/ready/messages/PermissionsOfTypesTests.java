package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.AwsClients;
import io.millrace.aws.Permission;
import io.millrace.time.Time;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PermissionsOfTypesTests {

    private static final Time TIME = new Time(InstantSource.system(), wait -> {});

    @Test
    void publishesToItsTopic() {
        String topic = "arn:aws:sns:eu-west-1:123456789012:pets";

        assertThat(new SnsType(new AwsClients(List::of), TIME)
                        .permissions(new SnsType.Settings(topic, null, null, null, null, null, null, null)))
                .containsExactly(new Permission(List.of("sns:Publish"), topic));
    }

    @Test
    void putsEventsOnItsBus() {
        String bus = "arn:aws:events:eu-west-1:123456789012:event-bus/pets";

        assertThat(eventBridge(bus, null)).containsExactly(new Permission(List.of("events:PutEvents"), bus));
        assertThat(eventBridge(null, null))
                .containsExactly(Permission.inAccount("events", null, "event-bus/default", "events:PutEvents"));
        assertThat(eventBridge("pets", "eu-west-1"))
                .containsExactly(Permission.inAccount("events", "eu-west-1", "event-bus/pets", "events:PutEvents"));
    }

    @Test
    void putsRecordsIntoItsStream() {
        KinesisType.Settings settings = new KinesisType.Settings("pets", null, null, null, null, null, null);

        assertThat(new KinesisType(new AwsClients(List::of), TIME).permissions(settings))
                .containsExactly(Permission.inAccount("kinesis", null, "stream/pets", "kinesis:PutRecords"));
    }

    private static List<Permission> eventBridge(@Nullable String bus, @Nullable String region) {
        return new EventBridgeType(new AwsClients(List::of), TIME)
                .permissions(new EventBridgeType.Settings(bus, null, null, null, null, null, region, null));
    }
}
