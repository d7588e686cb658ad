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

    /** The images of a change whose stream has both: an INSERT has no old image, and a REMOVE no new image. */
    public static Set<Image> of(EventName event) {
        return switch (event) {
            case INSERT -> EnumSet.of(NEW);
            case MODIFY -> EnumSet.allOf(Image.class);
            case REMOVE -> EnumSet.of(OLD);
        };
    }

    /** Those of the given images that a change has, if its stream has both. */
    public static Set<Image> of(EventName event, Set<Image> some) {
        Set<Image> images = of(event);
        images.retainAll(some);
        return images;
    }

    /** Whether the records of a stream have it. Source: "StreamSpecification" in the Amazon DynamoDB API Reference. */
    public boolean isIn(StreamViewType viewType) {
        return viewType == StreamViewType.NEW_AND_OLD_IMAGES || viewType.name().equals(name() + "_IMAGE");
    }

    /** The image that a word names; empty for any other word. */
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
