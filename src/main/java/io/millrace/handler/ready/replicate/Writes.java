package io.millrace.handler.ready.replicate;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.aws.SdkAttributeValues;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.handler.ready.replicate.Write.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Derives writes from changes, and distinguishes a user's change from a copy written by a handler of this type. Such a handler
 * sets a new version, which users' updates keep, and users' puts drop. A removal is identified by a mark, which the handler
 * sets before it if the tables replicate each other.
 *
 * @param versionAttribute the attribute that holds the version
 * @param bothWays whether the tables replicate each other
 */
record Writes(Mapping mapping, String versionAttribute, boolean bothWays) {

    /** @throws RuntimeException if the write can't be derived: an image is missing, or attributes conflict */
    Write of(Change<Item> change) {
        Kind kind = kind(change);
        return new Write(
                kind,
                SdkAttributeValues.of(mapping.renamed(change.keys())),
                kind == Kind.PUT ? item(change) : Map.of(),
                ItemVersion.of(change));
    }

    private Kind kind(Change<Item> change) {
        if (change.event() != EventName.REMOVE) {
            return replicated(change) ? Kind.NOTHING : Kind.PUT;
        }
        return bothWays && ItemVersion.isMark(version(change.oldItem())) ? Kind.REMOVE_OWN : Kind.REMOVE;
    }

    private boolean replicated(Change<Item> change) {
        String version = version(change.newItem());
        boolean anew = change.event() == EventName.INSERT;
        return version != null
                && (bothWays || !isPutBack(version, change))
                && (anew || !Objects.equals(version, version(change.oldItem())));
    }

    /** Whether an item of this table was copied back from its replica. */
    private static boolean isPutBack(String version, Change<Item> change) {
        return version.startsWith(ItemVersion.of(change).origin());
    }

    private @Nullable String version(Item item) {
        AttributeValue version = item.attributeValues().get(versionAttribute);
        return version == null ? null : version.getS();
    }

    private Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(Change<Item> change) {
        Map<String, AttributeValue> image = new LinkedHashMap<>(change.newItem().attributeValues());
        image.remove(versionAttribute);
        Map<String, AttributeValue> item =
                new LinkedHashMap<>(mapping.item(Item.of(image), change.keys()).attributeValues());
        item.put(
                versionAttribute,
                new AttributeValue().withS(ItemVersion.of(change).text()));
        return SdkAttributeValues.of(Item.of(item));
    }
}
