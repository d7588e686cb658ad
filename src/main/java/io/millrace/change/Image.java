package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** One of the two images of a record. */
public enum Image {
    OLD,
    NEW;

    /** Those that a change has, where its stream carries both: an INSERT has no old one, and a REMOVE no new one. */
    public static Set<Image> of(EventName event) {
        return switch (event) {
            case INSERT -> EnumSet.of(NEW);
            case MODIFY -> EnumSet.allOf(Image.class);
            case REMOVE -> EnumSet.of(OLD);
        };
    }

    /** Those of some that a change has, where its stream carries both. */
    public static Set<Image> of(EventName event, Set<Image> some) {
        Set<Image> images = of(event);
        images.retainAll(some);
        return images;
    }

    /** Whether the records of a stream carry it. Source: "StreamSpecification" in the Amazon DynamoDB API Reference. */
    public boolean isIn(StreamViewType viewType) {
        return viewType == StreamViewType.NEW_AND_OLD_IMAGES || viewType.name().equals(name() + "_IMAGE");
    }

    /** The image that a word names; none for any other word. */
    public static Set<Image> named(String word) {
        Set<Image> images = EnumSet.noneOf(Image.class);
        Arrays.stream(values()).filter(image -> image.toString().equals(word)).forEach(images::add);
        return images;
    }

    /** {@code old} or {@code new}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
