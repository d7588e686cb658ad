package io.millrace.handler.ready.aggregate;

import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.function.EntryFunction;
import io.millrace.testkit.Records;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Views in YAML alone, in the table that they are of, by the application's own client. */
class AggregateUseCasesIntegrationTests {

    private static final String VIEWS = """
            millrace:
              handlers:
                leaderboard:
                  type: aggregate
                  table: PetTracker
                  key: { PK: LEADERBOARD, SK: "PET#{{new.petId}}" }
                  count: activityCount
                daily-summary:
                  type: aggregate
                  table: PetTracker
                  key: { PK: "PET#{{new.petId}}", SK: "SUMMARY#{{new.timestamp | date}}" }
                  count: activityCount
                  set: { lastActivity: "{{new.type}}" }
                stock:
                  type: aggregate
                  table: StockByCategory
                  key: { category: "{{new.category}}" }
                  count: products
                  add: { pieces: "{{new.pieces ?: 0}}" }
                  max: { lastChange: "{{new.changedAt}}" }
              tables:
                pettracker:
                  name: PetTracker
                  keys: { partition: PK, sort: SK }
                  routes:
                    activities: { events: INSERT, sort-key: "ACTIVITY#*", handlers: [leaderboard, daily-summary] }
                products:
                  name: Products
                  keys: { partition: product_id }
                  view-type: NEW_AND_OLD_IMAGES
                  routes:
                    stock: { handler: stock }
            """;

    private static ViewTables tables;

    @TempDir
    Path directory;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithClient {

        @Bean(destroyMethod = "")
        DynamoDbClient client() {
            return tables.client();
        }
    }

    @BeforeAll
    static void start() {
        tables = new ViewTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Test
    void keepsALeaderboardAndDailySummaries() throws IOException {
        String table = tables.create();
        List<DynamodbStreamRecord> activities = List.of(
                activity(table, "101", "rex", "2026-11-21T08:00:00Z", "WALK"),
                activity(table, "102", "rex", "2026-11-21T09:30:00Z", "MEAL"),
                activity(table, "103", "tom", "2026-11-21T10:00:00Z", "NAP"),
                activity(table, "104", "rex", "2026-11-22T00:00:00Z", "NAP"));
        try (ConfigurableApplicationContext context = start(table)) {
            EntryFunction entry = context.getBean(EntryFunction.class);
            for (int times = 0; times < 2; times++) {
                assertThat(entry.apply(Records.event(activities)).getBatchItemFailures())
                        .isEmpty();
            }
        }

        assertThat(tables.view(table))
                .isEqualTo(Map.of(
                        "LEADERBOARD PET#rex", Map.of("activityCount", BigDecimal.valueOf(3)),
                        "LEADERBOARD PET#tom", Map.of("activityCount", BigDecimal.ONE),
                        "PET#rex SUMMARY#2026-11-21", summary(2, "MEAL"),
                        "PET#rex SUMMARY#2026-11-22", summary(1, "NAP"),
                        "PET#tom SUMMARY#2026-11-21", summary(1, "NAP")));
    }

    private static Map<String, Object> summary(int activities, String last) {
        return Map.of("activityCount", BigDecimal.valueOf(activities), "lastActivity", last);
    }

    private static DynamodbStreamRecord activity(String table, String number, String pet, String time, String type) {
        return Records.insert()
                .table(table)
                .sequenceNumber(number)
                .eventId("event-" + number)
                .key("PK", s("PET#" + pet))
                .key("SK", s("ACTIVITY#" + time))
                .after("petId", s(pet))
                .after("timestamp", s(time))
                .after("type", s(type))
                .build();
    }

    private ConfigurableApplicationContext start(String table) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), VIEWS.replace("PetTracker", table));
        return new SpringApplicationBuilder(WithClient.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run("--spring.config.location=file:" + file);
    }
}
