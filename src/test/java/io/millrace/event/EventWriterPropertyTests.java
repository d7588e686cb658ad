package io.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventWriterPropertyTests {

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void writesWhatIsReadAsTheSame(@ForAll("events") DynamodbEvent event) {
        byte[] json = EventWriter.write(event);

        assertThat(new EventReader().read(json)).isEqualTo(event);
        assertThat(Json.readExactlyAsAws(new String(json, StandardCharsets.UTF_8)))
                .isEqualTo(event);
    }

    @Provide
    Arbitrary<DynamodbEvent> events() {
        return RandomEvents.events();
    }
}
