package io.millrace.handler.ready.aggregate;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Deliveries;
import io.millrace.testkit.History;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A process that delivers changes, to be killed. Arguments: a directory, the view's table, and where the database is. */
final class KilledDelivery {

    static final List<DynamodbStreamRecord> HISTORY = History.random(31, 1500, 100);

    private KilledDelivery() {}

    public static void main(String[] args) {
        try (Deliveries deliveries = Deliveries.start(Path.of(args[0]), yaml(args[1], URI.create(args[2])))) {
            for (int from = 0; from < HISTORY.size(); from += 300) {
                deliveries.deliverAll(HISTORY.subList(from, Math.min(HISTORY.size(), from + 300)));
            }
        }
    }

    static String yaml(String table, URI endpoint) {
        return """
                millrace:
                  handlers:
                    view:
                      type: aggregate
                      table: %s
                      markers: markers-of-%s
                      endpoint: %s
                %s
                  tables:
                    things:
                      name: Things
                      keys: { partition: id }
                      routes:
                        all: { handler: view, idempotency: none }
                """.formatted(
                        table,
                        table,
                        endpoint,
                        String.join("\n", Fold.BY_KIND).indent(6).stripTrailing());
    }
}
