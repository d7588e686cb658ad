package io.millrace.handler.ready.aggregate;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A view, and the effect of changes on it.
 *
 * @param takesBack whether a change subtracts what its old image added
 */
record View(String table, Map<String, ChangeTemplate> key, Attributes attributes, boolean takesBack) {

    /**
     * The attributes of the view.
     *
     * @param sums what a change adds
     * @param values what a change overwrites
     */
    record Attributes(
            Map<String, ChangeTemplate> sums,
            Map<String, ChangeTemplate> values,
            Map<String, ChangeTemplate> max,
            Map<String, ChangeTemplate> min) {

        boolean isEmpty() {
            return sums.isEmpty() && values.isEmpty() && max.isEmpty() && min.isEmpty();
        }
    }

    /**
     * Returns the effect of a change: on no item, on one, or on two.
     *
     * @throws RuntimeException if the change lacks a value; the message contains no contents
     */
    List<Contribution> contributions(Change<Item> change) {
        List<Contribution> contributions = combined(contributionsByImage(change)).stream()
                .filter(contribution -> !contribution.isEmpty())
                .toList();
        contributions.forEach(contribution -> requireAnother(change, contribution.key()));
        return contributions;
    }

    private List<Contribution> contributionsByImage(Change<Item> change) {
        if (!takesBack) {
            return List.of(added(change));
        }
        return switch (change.event()) {
            case INSERT -> List.of(addedBy(change));
            case MODIFY ->
                attributes.sums().isEmpty() ? List.of(addedBy(change)) : List.of(takenBack(change), addedBy(change));
            case REMOVE -> attributes.sums().isEmpty() ? List.of() : List.of(takenBack(change));
        };
    }

    /**
     * Returns the images without which a change of this event name has no effect: the new one adds, and the old one subtracts.
     */
    Set<Image> images(EventName event) {
        Set<Image> images = EnumSet.noneOf(Image.class);
        if (takesBack && texts().anyMatch(text -> text.names("new"))) {
            images.add(Image.NEW);
        }
        if (takesBack && !attributes.sums().isEmpty() && isByImage()) {
            images.add(Image.OLD);
        }
        return Image.of(event, images);
    }

    private boolean isByImage() {
        return Stream.concat(key.values().stream(), attributes.sums().values().stream())
                .anyMatch(text -> text.names("new"));
    }

    private static List<Contribution> combined(List<Contribution> both) {
        boolean sameItem =
                both.size() == 2 && both.get(0).key().equals(both.get(1).key());
        return sameItem ? List.of(both.get(0).and(both.get(1))) : both;
    }

    /** Returns what an INSERT or a MODIFY adds; fails if a required new image is missing. */
    private Contribution addedBy(Change<Item> change) {
        if (texts().anyMatch(text -> text.names("new"))) {
            change.newItem();
        }
        return added(change);
    }

    private Contribution added(Change<Item> change) {
        Map<String, Extreme> extremes = new LinkedHashMap<>();
        extremes.putAll(each(attributes.max(), text -> new Extreme(Extreme.Kind.MAX, value(text, change))));
        extremes.putAll(each(attributes.min(), text -> new Extreme(Extreme.Kind.MIN, value(text, change))));
        return new Contribution(
                new ViewKey(each(key, text -> text.of(change))),
                each(attributes.sums(), text -> Values.read(text.of(change))),
                each(attributes.values(), text -> value(text, change)),
                extremes);
    }

    private static AttributeValue value(ChangeTemplate text, Change<Item> change) {
        return Values.of(text.value(change));
    }

    private Contribution takenBack(Change<Item> change) {
        Item image = isByImage() ? change.oldItem() : Item.of(Map.of());
        Function<ChangeTemplate, BigDecimal> added = text -> Values.read(text.of(change, image));
        return new Contribution(
                new ViewKey(each(key, text -> text.of(change, image))),
                each(attributes.sums(), added.andThen(BigDecimal::negate)),
                Map.of(),
                Map.of());
    }

    private Stream<ChangeTemplate> texts() {
        return Stream.of(key, attributes.sums(), attributes.values(), attributes.max(), attributes.min())
                .flatMap(texts -> texts.values().stream());
    }

    private static <V> Map<String, V> each(Map<String, ChangeTemplate> texts, Function<ChangeTemplate, V> reading) {
        Map<String, V> values = new LinkedHashMap<>();
        texts.forEach((attribute, text) -> {
            try {
                values.put(attribute, reading.apply(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("attribute '%s': %s".formatted(attribute, e.getMessage()), e);
            }
        });
        return values;
    }

    /** An item that changes itself would never stop changing. */
    private void requireAnother(Change<Item> change, ViewKey item) {
        if (change.table().equals(table) && change.keys().toMap().equals(item.values())) {
            throw new IllegalArgumentException(
                    "the change is one of the view's own item. Give the route keys or a filter that leave the view out");
        }
    }
}
