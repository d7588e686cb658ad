package io.millrace.handler.kit;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import io.millrace.testkit.Records;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A change that has some of everything, and texts of changes. */
final class Texts {

    static final Change<Item> CHANGE = Change.of(
            Records.modify()
                    .table("Products")
                    .key("PK", s("USER#1"))
                    .before("price", n("12345678901234567890.10"))
                    .after("price", n("1E+3"))
                    .after("title", s("<b>{{old.price}}</b>"))
                    .after("album", new AttributeValue().withM(Map.of("a.b", s("dotted"), "title", s("Blue"))))
                    .after("parts", new AttributeValue().withBS(ByteBuffer.wrap(new byte[] {1, 2})))
                    .after("tags", new AttributeValue().withL(List.of(s("x"), s("y"))))
                    .after("binary", new AttributeValue().withB(ByteBuffer.wrap(new byte[] {1, 2})))
                    .after("empty", s(""))
                    .after("a|b", s("piped"))
                    .after("time", s("2026-11-21T23:30:00.123-02:00"))
                    .build(),
            "Products");

    private Texts() {}

    static Change<Item> timed(AttributeValue time) {
        return Records.insert().key("id", s("a")).after("time", time).change();
    }

    static String text(String template, Change<Item> change) {
        return ChangeTemplate.parse(template, Escaping.NONE).of(change);
    }
}
