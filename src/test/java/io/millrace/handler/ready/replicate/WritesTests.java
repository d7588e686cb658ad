package io.millrace.handler.ready.replicate;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.ready.replicate.Write.Kind;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class WritesTests {

    private static final String VERSION = "millrace:version";
    private static final String MARK = "other x 1 removed";

    private static final List<Arguments> CHANGES = List.of(
            arguments("a user's first put", "INSERT", null, null, Kind.PUT),
            arguments("a handler's first put", "INSERT", null, "other x 1", Kind.NOTHING),
            arguments("a user's update of what a user put", "MODIFY", null, null, Kind.PUT),
            arguments("a user's update of what a handler put", "MODIFY", "other x 1", "other x 1", Kind.PUT),
            arguments("a user's put over what a handler put", "MODIFY", "other x 1", null, Kind.PUT),
            arguments("a handler's put over what a user put", "MODIFY", null, "other x 1", Kind.NOTHING),
            arguments("a handler's put over what one put", "MODIFY", "other x 1", "other x 2", Kind.NOTHING),
            arguments("a handler's mark", "MODIFY", "other x 0", MARK, Kind.NOTHING),
            arguments("a user's removal", "REMOVE", "other x 1", null, Kind.REMOVE),
            arguments("a handler's removal", "REMOVE", MARK, null, Kind.REMOVE_OWN));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CHANGES")
    void tellsUsersFromHandlers(String name, String event, @Nullable String before, @Nullable String after, Kind kind) {
        RecordBuilder record = Records.record(event).key("id", s("a"));
        if (!event.equals("INSERT")) {
            record.before("id", s("a"));
        }
        if (!event.equals("REMOVE")) {
            record.after("id", s("a"));
        }
        if (before != null) {
            record.before(VERSION, s(before));
        }
        if (after != null) {
            record.after(VERSION, s(after));
        }

        assertThat(writes(Map.of(), true).of(record.change()).kind()).isEqualTo(kind);
    }

    /** As one does who restores it from the replica. */
    @Test
    void copiesAnItemThatWasPutBackIntoTheTableThatItIsFrom() {
        RecordBuilder record = Records.insert().key("id", s("a")).after("id", s("a"));
        String own = ItemVersion.of(record.change()).text();
        record.after(VERSION, s(own));

        assertThat(writes(Map.of(), false).of(record.change()).kind()).isEqualTo(Kind.PUT);
        assertThat(writes(Map.of(), true).of(record.change()).kind()).isEqualTo(Kind.NOTHING);
    }

    @Test
    void putsItsOwnVersionForThatOfAnother() {
        Write write = writes(Map.of(), false).of(update("other x 1", s("other x 1")));

        assertThat(write.item().get(VERSION).s()).isEqualTo(write.version().text());
    }

    @Test
    void takesWhatIsNoTextForAUsers() {
        Write write = writes(Map.of(), false).of(update("other x 1", n("7")));

        assertThat(write.kind()).isEqualTo(Kind.PUT);
    }

    @Test
    void swapsNames() {
        Write write = writes(Map.of("one", "two", "two", "one"), false)
                .of(Records.insert()
                        .key("id", s("a"))
                        .after("id", s("a"))
                        .after("one", s("1"))
                        .after("two", s("2"))
                        .change());

        assertThat(write.item().get("one").s()).isEqualTo("2");
        assertThat(write.item().get("two").s()).isEqualTo("1");
    }

    @Test
    void needsTheOldImageOfWhatAHandlerMayHaveWritten() {
        Writes writes = writes(Map.of(), false);
        RecordBuilder record = Records.modify()
                .key("id", s("a"))
                .viewType(StreamViewType.NEW_IMAGE)
                .after("id", s("a"));

        assertThat(writes.of(record.change()).kind()).isEqualTo(Kind.PUT);
        record.after(VERSION, s("other x 1"));
        assertThatExceptionOfType(AbsentImageException.class).isThrownBy(() -> writes.of(record.change()));
    }

    private static Change<Item> update(String before, AttributeValue after) {
        return Records.modify()
                .key("id", s("a"))
                .before("id", s("a"))
                .before(VERSION, s(before))
                .after("id", s("a"))
                .after(VERSION, after)
                .change();
    }

    private static Writes writes(Map<String, String> names, boolean bothWays) {
        return new Writes(new Mapping(AttributeChoice.ALL, names), VERSION, bothWays);
    }
}
