package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An application with two clients of DynamoDB, neither of which is made by a start. */
class SeveralClientsTests {

    private static final String TABLES = """
            millrace:
              handlers:
                totals: { type: aggregate, table: Totals, key: { PK: a }, count: n }
                copies: { type: replicate, table: Copies }
                elsewhere: { type: replicate, table: Copies, region: eu-west-1 }
              tables:
                products:
                  routes:
                    a: { handlers: [totals, copies, elsewhere], idempotency: dynamodb }
            """;

    private static final String PROBLEM = "there are 2 DynamoDbClient beans, and none takes precedence: "
            + "[orders, audit]. Name one in millrace.dynamodb-client, or mark one as @Primary.";

    @TempDir
    private Path directory;

    @Configuration(proxyBeanMethods = false)
    static class Clients {

        @Bean
        @Lazy
        DynamoDbClient orders() {
            throw new IllegalStateException("asked for");
        }

        @Bean
        @Lazy
        DynamoDbClient audit() {
            throw new IllegalStateException("asked for");
        }
    }

    @Test
    void tellsAtTheStartWhatNeedsToKnowWhichOneToTake() {
        Path file = SmallApplication.configuration(directory, TABLES);

        assertThatThrownBy(() -> SmallApplication.start(file, Clients.class))
                .isInstanceOf(BeanCreationException.class)
                .rootCause()
                .hasMessage(("The configuration of Millrace has 3 mistakes:%n%n"
                                + "  - %1$s:3: millrace.handlers.totals: %2$s%n"
                                + "  - %1$s:3: millrace.idempotency: %2$s%n"
                                + "  - %1$s:4: millrace.handlers.copies: %2$s%n")
                        .formatted(file, PROBLEM));
    }

    @Test
    void startsWhereTheSettingNamesOne() {
        Path file = SmallApplication.configuration(directory, TABLES + "  dynamodb-client: audit\n");

        try (ConfigurableApplicationContext context = SmallApplication.start(file, Clients.class)) {
            assertThat(context.isActive()).isTrue();
        }
    }
}
