package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Events of all kinds of records and attributes. */
final class RandomEvents {

    private RandomEvents() {}

    static Arbitrary<DynamodbEvent> events() {
        return records().list().ofMaxSize(4).map(Records::event);
    }

    private static Arbitrary<DynamodbStreamRecord> records() {
        Arbitrary<RecordBuilder> bare = Combinators.combine(
                        Arbitraries.of("INSERT", "MODIFY", "REMOVE"),
                        Arbitraries.strings().numeric().ofMinLength(21).ofMaxLength(40),
                        texts().injectNull(0.3))
                .as((name, number, id) ->
                        Records.record(name).sequenceNumber(number).eventId(id));
        Arbitrary<RecordBuilder> marked = Combinators.combine(bare, views(), times(), texts().injectNull(0.7))
                .as(RandomEvents::mark);
        return Combinators.combine(marked, items(), items(), items())
                .as(RandomEvents::fill)
                .map(RecordBuilder::build);
    }

    private static RecordBuilder mark(RecordBuilder record, StreamViewType view, Instant time, String principal) {
        if (principal != null) {
            record.removedBy("Service", principal);
        }
        return record.viewType(view).createdAt(time);
    }

    private static RecordBuilder fill(
            RecordBuilder record,
            Map<String, AttributeValue> keys,
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        keys.forEach(record::key);
        before.forEach(record::before);
        after.forEach(record::after);
        return record;
    }

    private static Arbitrary<StreamViewType> views() {
        return Arbitraries.of(StreamViewType.class);
    }

    /** To the second, as DynamoDB Streams writes them. */
    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(1, 4_000_000_000L).map(Instant::ofEpochSecond);
    }

    private static Arbitrary<Map<String, AttributeValue>> items() {
        return Arbitraries.maps(texts(), attributes(3)).ofMaxSize(3);
    }

    private static Arbitrary<AttributeValue> attributes(int levels) {
        Arbitrary<AttributeValue> scalars = Arbitraries.oneOf(
                texts().map(Attributes::s),
                numbers().map(Attributes::n),
                binaries().map(binary -> new AttributeValue().withB(binary)),
                Arbitraries.of(Attributes.nul(), Attributes.bool(true), Attributes.bool(false)));
        return levels == 0 ? scalars : Arbitraries.oneOf(scalars, sets(), nested(levels - 1));
    }

    private static Arbitrary<AttributeValue> sets() {
        return Arbitraries.oneOf(
                texts().list().ofMaxSize(3).map(texts -> new AttributeValue().withSS(texts)),
                numbers().list().ofMaxSize(3).map(numbers -> new AttributeValue().withNS(numbers)),
                binaries().list().ofMaxSize(3).map(binaries -> new AttributeValue().withBS(binaries)));
    }

    private static Arbitrary<AttributeValue> nested(int levels) {
        Arbitrary<List<AttributeValue>> lists = attributes(levels).list().ofMaxSize(3);
        return Arbitraries.oneOf(
                lists.map(list -> new AttributeValue().withL(list)),
                Arbitraries.maps(texts(), attributes(levels)).ofMaxSize(3).map(Attributes::m));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aé\"\\/\n\u0001€")
                .withCharRange('0', '9')
                .ofMaxLength(5);
    }

    private static Arbitrary<String> numbers() {
        return Arbitraries.bigDecimals()
                .ofScale(10)
                .between(BigDecimal.TEN.pow(27).negate(), BigDecimal.TEN.pow(27))
                .map(Object::toString);
    }

    private static Arbitrary<ByteBuffer> binaries() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(6).map(ByteBuffer::wrap);
    }
}
