package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.change.ItemDiff;
import io.millrace.change.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The condition that at least one of some paths differs between the images. Numbers compare as numbers, sets without
 * order; in an INSERT or a REMOVE, every attribute that is present differs.
 *
 * @param paths such as {@code price} and {@code tracks[0].name}
 */
public record Changed(List<String> paths) implements Condition {

    /** @throws IllegalArgumentException if one of them is not a path */
    public Changed {
        paths = List.copyOf(paths);
        paths.forEach(Item.of(Map.of())::has);
    }

    @Override
    public boolean isMet(Change<Item> change) {
        ItemDiff diff = change.diff();
        for (int i = 0; i < paths.size(); i++) {
            if (diff.changed(paths.get(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Condition.Result explain(Change<Item> change) {
        String seen = paths.stream()
                .map(path -> "%s: %s -> %s"
                        .formatted(path, value(change.findOldItem(), path), value(change.findNewItem(), path)))
                .collect(Collectors.joining(", "));
        return new Condition.Result("changed", isMet(change), String.join(" or ", paths), seen);
    }

    @Override
    public Set<Image> images(EventName event) {
        return Image.of(event);
    }

    private static String value(Optional<Item> image, String path) {
        return image.filter(item -> item.has(path))
                .map(item -> Printable.shortened(item.find(path).orElse("null").toString()))
                .orElse("nothing");
    }

    /** The condition as written in the configuration. */
    @Override
    public String toString() {
        return "changed " + String.join(" or ", paths);
    }
}
