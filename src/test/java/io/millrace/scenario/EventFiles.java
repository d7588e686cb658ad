package io.millrace.scenario;

import static io.millrace.scenario.EventFile.done;

import java.util.List;
import java.util.stream.Stream;

/** What every file of {@code events/} does, at whatever door it comes in. */
final class EventFiles {

    private static final String CONFIRMATION = """
            Pinehead Records: Order Confirmation
            To: ada@example.com
            Order ID: order-1001
            Album: Kind of Blue (1959)
            Format: Vinyl
            Amount: 24.90""";

    private static final String STOPPED = "{\"detail\":\"Table 'Orders' stopped at sequence number "
            + "3333000000000000000077005. Records before it are done; it and the following ones have to be delivered again.\","
            + "\"instance\":\"/orders\",\"status\":500,\"title\":\"The batch stopped\",\"type\":\"about:blank\","
            + "\"table\":\"Orders\",\"stoppedAt\":\"3333000000000000000077005\","
            + "\"handled\":{\"confirm\":{\"orderConfirmation\":1}},"
            + "\"failures\":[{\"sequenceNumber\":\"3333000000000000000077005\",\"route\":\"confirm\","
            + "\"handler\":\"orderConfirmation\",\"exception\":\"io.millrace.handler.UnreadableImageException\"}]}";

    private EventFiles() {}

    static List<EventFile> all() {
        return Stream.of(products(), gameEvents(), petTracker(), books(), orders())
                .flatMap(List::stream)
                .toList();
    }

    static EventFile named(String name) {
        return all().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<EventFile> products() {
        return List.of(
                done(
                        "products-insert.json",
                        answer("Products", "added", "productAdded"),
                        "New product added: {product_id=123, category=Electronics, name=Smartphone, price=999, quantity=50}"),
                done(
                        "products-modify.json",
                        answer("Products", "updated", "productUpdated"),
                        "Product updated. Old: {product_id=123, category=Electronics, name=Smartphone, price=999, quantity=50}, "
                                + "New: {product_id=123, category=Electronics, name=Smartphone Pro, price=1299, quantity=30}"),
                done(
                        "products-remove.json",
                        answer("Products", "removed", "productRemoved"),
                        "Product removed: {product_id=123, category=Electronics, name=Smartphone Pro, price=1299, quantity=30}"));
    }

    private static List<EventFile> gameEvents() {
        return List.of(
                done(
                        "game-events-insert.json",
                        answer("Game Events", "added", "scoreAdded"),
                        "Handling INSERT Event",
                        "New row added with playerId=1234",
                        "Done handling INSERT Event"),
                done(
                        "game-events-modify.json",
                        answer("Game Events", "changed", "scoreChanged"),
                        "Handling MODIFY Event",
                        "Scores changed - oldScore=44, newScore=57",
                        "Done handling MODIFY Event"),
                done(
                                "game-events-modify-same-score.json",
                                answer("Game Events", "changed", "scoreChanged"),
                                "Handling MODIFY Event",
                                "Done handling MODIFY Event")
                        .without("Scores changed"),
                done(
                        "game-events-remove.json",
                        answer("Game Events", "removed", "scoreRemoved"),
                        "Handling REMOVE Event",
                        "Row removed with playerId=1234",
                        "Done handling REMOVE Event"));
    }

    private static List<EventFile> petTracker() {
        return List.of(
                done(
                                "pettracker-insert.json",
                                answer(
                                        "PetTracker",
                                        2,
                                        "{\"event\":{\"petEvent\":2},\"welcome\":{\"petAdded\":1,\"petWelcome\":1}}",
                                        0),
                                "Event: INSERT on USER#user-123/PROFILE",
                                "Event: INSERT on USER#user-123/PET#pet-001",
                                "New pet added: Buddy",
                                "Welcome Buddy to PetTracker!")
                        .without("Alex"),
                done(
                                "pettracker-insert-activity.json",
                                answer("PetTracker", 1, "{\"event\":{\"petEvent\":1}}", 0),
                                "Event: INSERT on PET#pet-001/ACTIVITY#2026-09-01T09:30:00Z")
                        .without("New pet added"),
                pet(
                        "modify",
                        "{\"event\":{\"petEvent\":1},\"weight\":{\"petWeight\":1}}",
                        "Event: MODIFY on USER#user-123/PET#pet-001",
                        "Significant weight change: 12.5 -> 15.1"),
                pet("modify-light", "{\"event\":{\"petEvent\":1},\"weight\":{\"petWeight\":1}}")
                        .without("Significant weight change"),
                pet(
                        "remove",
                        "{\"event\":{\"petEvent\":1},\"deleted\":{\"petDeleted\":1}}",
                        "Event: REMOVE on USER#user-123/PET#pet-001",
                        "Item deleted: {PK=USER#user-123, SK=PET#pet-001, entityType=PET, userId=user-123, name=Buddy, "
                                + "species=dog, weightKg=15.1, tags=[brown, friendly], "
                                + "chip={id=985-121, active=true}}"));
    }

    private static EventFile pet(String change, String handled, String... logged) {
        return done("pettracker-%s.json".formatted(change), answer("PetTracker", 1, handled, 0), logged);
    }

    private static List<EventFile> books() {
        return List.of(
                book("insert", "INSERT {", "author: - | Dan Brown", "bookTitle: - | The DaVinci code")
                        .without("subTitle"),
                book("modify", "MODIFY {", "author: Dan Brown | Dan Brown", "subTitle: - | Volume-1"),
                book("modify-keys-only", "MODIFY {author=Dan Brown, bookTitle=The DaVinci code}")
                        .without(" | "),
                book("modify-new-image", "MODIFY {", "author: - | Dan Brown", "subTitle: - | Volume-1"),
                book("modify-old-image", "MODIFY {", "author: Dan Brown | -", "bookTitle: The DaVinci code | -")
                        .without("subTitle"),
                book("remove", "REMOVE {", "author: Dan Brown | -", "subTitle: Volume-1 | -"));
    }

    private static EventFile book(String change, String... logged) {
        return done("books-%s.json".formatted(change), answer("books", "log", "bookLog"), logged);
    }

    private static List<EventFile> orders() {
        return List.of(
                done("orders-insert.json", answer("Orders", "confirm", "orderConfirmation"), CONFIRMATION),
                done("orders-modify.json", answer("Orders", 1, "{}", 1)).without("Order Confirmation"),
                done("orders-remove.json", answer("Orders", 1, "{}", 1)).without("Order Confirmation"),
                done(
                                "orders-insert-without-email.json",
                                STOPPED,
                                CONFIRMATION,
                                "Table 'Orders': INSERT record 3333000000000000000077005 failed in route 'confirm', "
                                        + "handler 'orderConfirmation' (attempt 1)",
                                "io.millrace.handler.UnreadableImageException: the image can't be read as Order",
                                "Order order-1002 has no email to confirm it to")
                        .without("order-1003")
                        .failing("{\"batchItemFailures\":[{\"itemIdentifier\":\"3333000000000000000077005\"}]}"));
    }

    private static String answer(String table, String route, String handler) {
        return answer(table, 1, "{\"%s\":{\"%s\":1}}".formatted(route, handler), 0);
    }

    private static String answer(String table, int records, String handled, int unmatched) {
        return "{\"table\":\"%s\",\"records\":%d,\"handled\":%s,\"unmatched\":%d}"
                .formatted(table, records, handled, unmatched);
    }
}
