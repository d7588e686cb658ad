package io.millrace.local.database;

import io.millrace.mapping.Deployment;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.Route;
import io.millrace.table.KeySchema.Key;
import io.millrace.table.KeySchema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Logs where the console is, and how to write an item. */
final class LocalGreeting implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");

    private final Deployment deployment;
    private final LocalDynamoDb database;

    LocalGreeting(Deployment deployment, LocalDynamoDb database) {
        this.deployment = deployment;
        this.database = database;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        boolean home = environment.getProperty("millrace.http.path", "").equals("/");
        log.info(
                "{}, and see what handles it\n  console: http://127.0.0.1:{}/{}{}",
                database.isThere() ? "Write an item" : "Send an event",
                environment.getProperty("local.server.port"),
                home ? "" : "_millrace",
                sample().map(command -> "\n  " + command).orElse(""));
    }

    /** A command whose change matches some route, as far as keys show. */
    private Optional<String> sample() {
        return deployment.tables().stream()
                .filter(table -> database.problem(table.id()).isEmpty())
                .findFirst()
                .map(table ->
                        """
                        AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws dynamodb put-item --region us-east-1 \
                        --endpoint-url %s --table-name %s --item '{%s}'""".formatted(database.endpoint(), table.localName(), String.join(", ", attributes(table))));
    }

    private static List<String> attributes(Deployment.Table table) {
        Optional<? extends Route<?>> route = table.routes().stream().findFirst();
        List<String> attributes = new ArrayList<>();
        attribute(table.keys().partition(), route.map(Route::partitionKey)).ifPresent(attributes::add);
        attribute(table.keys().sort(), route.map(Route::sortKey)).ifPresent(attributes::add);
        return attributes;
    }

    private static Optional<String> attribute(@Nullable Key key, Optional<List<KeyPattern>> patterns) {
        String wanted = patterns.flatMap(list -> list.stream().findFirst())
                .map(pattern -> pattern.text() + (pattern.prefix() ? "1" : ""))
                .orElse("1");
        return Optional.ofNullable(key).map(one -> "\"%s\": {\"%s\": \"%s\"}"
                .formatted(one.name(), one.type() == null ? Type.S : one.type(), wanted));
    }
}
