package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import io.millrace.local.database.LocalDynamoDb;
import io.millrace.testkit.DynamoDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Applications with a local database, and what they have handled since the latest of these was made. */
final class LocalContexts {

    private static final List<String> HANDLED = new CopyOnWriteArrayList<>();
    private final Path directory;

    LocalContexts(Path directory) {
        this.directory = directory;
        HANDLED.clear();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ChangeHandler<Item> note() {
            return change -> {
                if (change.keys().find("id").orElse("").equals("poison")) {
                    throw new IllegalStateException("poison");
                }
                HANDLED.add(change.table() + " " + change.keys().toJson());
            };
        }
    }

    static List<String> handled() {
        return HANDLED;
    }

    static String things(String local) {
        return """
                millrace:
                  %s
                  tables:
                    things: { keys: { partition: id }, routes: { all: { handler: note } } }
                """.formatted(local);
    }

    ConfigurableApplicationContext start(String yaml, Class<?>... more) throws IOException {
        return builder(yaml).sources(more).profiles("local").run(arguments());
    }

    SpringApplicationBuilder builder(String yaml) throws IOException {
        Files.writeString(directory.resolve("application.yml"), yaml);
        return new SpringApplicationBuilder(Application.class);
    }

    String[] arguments() {
        return new String[] {
            "--spring.config.location=" + directory.resolve("application.yml"),
            "--server.port=0",
            "--millrace.local.port=0"
        };
    }

    static DynamoDbClient client(ConfigurableApplicationContext context) {
        return DynamoDbServer.clientFor(context.getBean(LocalDynamoDb.class).endpoint())
                .build();
    }

    static void put(DynamoDbClient client, String id) {
        client.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS(id))));
    }

    static void awaitHandled(String... changes) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(HANDLED).containsExactlyInAnyOrder(changes));
    }
}
