package io.millrace.binding;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bs;
import static io.millrace.testkit.Attributes.buffer;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.ns;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static io.millrace.testkit.Records.remove;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.dispatch.Dispatcher;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.dispatch.Step;
import io.millrace.dispatch.Stores;
import io.millrace.event.EventReader;
import io.millrace.event.EventWriter;
import io.millrace.handler.Handler;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.OldImage;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.Route;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Handlers that change what they are handed, which is their own. */
class ChangedRecordsTests {

    private static final FailurePolicy KEEP = new FailurePolicy(
            FailurePolicy.Retry.NONE, FailurePolicy.OnFailure.DEAD_LETTER, FailurePolicy.Remember.IN_PROCESS);

    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<DynamodbStreamRecord> later = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"record", "function", "attributes", "binary"})
    void showsNeitherInTheDeadLetterNorToLaterHandlers(String name) {
        DynamodbEvent event = event();
        Handler changing = Beans.of(Changing.class, Functions.class).handler(name);
        RecordHandler second = change -> later.add(change.record());

        Routes.dispatcher(
                        Dispatcher.Policy.DEFAULT,
                        new Stores(this::keep, Stores.NONE.idempotency()),
                        routes(changing, second))
                .dispatch(event.getRecords(), Deadline.NONE);

        DynamodbStreamRecord whole = event().getRecords().get(0);
        assertThat(letters).extracting(DeadLetter::record).containsExactly(whole);
        assertThat(later).containsExactly(whole);
        assertThat(event).isEqualTo(event());
        assertThat(EventWriter.write(event)).isEqualTo(EventWriter.write(event()));
    }

    private List<DeadLetterStore.Unkept> keep(List<DeadLetter> given, Deadline deadline) {
        letters.addAll(given);
        return List.of();
    }

    private static List<Route<List<Step>>> routes(Handler... handlers) {
        List<Step> steps = new ArrayList<>();
        for (Handler handler : handlers) {
            steps.add(new Step("r", "h" + steps.size(), handler, KEEP));
        }
        return List.of(new Route<>("r", EnumSet.allOf(EventName.class), List.of(), List.of(), steps));
    }

    /** As it is read from JSON, so that each buffer, list and map is as mutable as it is on Lambda. */
    private static DynamodbEvent event() {
        DynamodbStreamRecord record = remove().key("id", s("1"))
                .createdAt(Instant.EPOCH.plusSeconds(9))
                .before("id", s("1"))
                .before("list", l(m(Map.of("a", n("1")))))
                .before("binary", b(1, 2))
                .before("texts", ss("a"))
                .before("numbers", ns("1"))
                .before("binaries", bs(buffer(1)))
                .build();
        record.setUserIdentity(new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com"));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return new EventReader().read(EventWriter.write(event));
    }

    private static void change(DynamodbStreamRecord record) {
        Map<String, AttributeValue> image = record.getDynamodb().getOldImage();
        change(image);
        image.remove("id");
        record.getDynamodb().getKeys().clear();
        record.getDynamodb().getApproximateCreationDateTime().setTime(1);
        record.getUserIdentity().setType("User");
        record.setEventID("another");
        record.getDynamodb().setNewImage(image);
        throw new IllegalStateException("after it changed all");
    }

    private static void change(Map<String, AttributeValue> image) {
        image.get("id").setS("changed");
        image.get("list").getL().get(0).getM().clear();
        image.get("list").getL().add(s("x"));
        image.get("texts").getSS().clear();
        image.get("numbers").getNS().add("2");
        image.get("binaries").getBS().clear();
        image.get("binary").getB().get();
        image.get("binary").getB().array()[0] = 9;
    }

    @Component
    static class Changing {

        @HandlesChange("record")
        void record(DynamodbStreamRecord record) {
            change(record);
        }

        @HandlesChange("attributes")
        void attributes(Change<Item> change) {
            change(change.oldItem().attributeValues());
            throw new IllegalStateException("after it changed all");
        }

        @HandlesChange("binary")
        void binary(@OldImage Item item, @OldImage Map<String, Object> image) {
            item.binary("binary").get();
            ((ByteBuffer) image.get("binary")).position(2);
            item.binarySet("binaries").forEach(ByteBuffer::get);
            throw new IllegalStateException("after it read all");
        }
    }

    static class Functions {

        @Bean
        Function<DynamodbEvent, Void> function() {
            return event -> {
                DynamodbStreamRecord record = event.getRecords().get(0);
                event.getRecords().clear();
                change(record);
                return null;
            };
        }
    }
}
