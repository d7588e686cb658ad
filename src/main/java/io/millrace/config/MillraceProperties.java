package io.millrace.config;

import io.millrace.function.EntryFunction.UnknownTable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code millrace}.
 *
 * @param handlers Handlers that need no code, by name: their type, and what that type asks for.
 * @param tables The tables whose changes are handled, by id. The id names the table's function, its URL and its metrics.
 * @param unknownTable What becomes of records of a table that is not configured.
 * @param deadlineMargin How long before the end of a Lambda invocation nothing more is started. Two seconds, or a tenth of
 *     the time where that is less, when left out.
 * @param batchTimeout How long a batch may take outside Lambda before nothing more is started. No limit when left out.
 * @param deadLetter Where dead letters are kept: sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>.
 * @param deadLetterOverflow Where a dead letter is kept that is too large for the queue: s3://<bucket>/<prefix> or
 *     file:<directory>.
 * @param dynamodbClient Name of the DynamoDbClient bean for "aggregate", "replicate" and "idempotency: dynamodb". The only one,
 *     or the primary one, when left out.
 * @param idempotency The table for routes with "idempotency: dynamodb".
 * @param local The database that "mvn spring-boot:run" starts.
 * @param http The functions over HTTP.
 * @param lambda The start on Lambda.
 */
@ConfigurationProperties("millrace")
record MillraceProperties(
        @DefaultValue Map<String, Object> handlers,
        @DefaultValue Map<String, TableProperties> tables,
        @DefaultValue("fail") UnknownTable unknownTable,
        @Nullable Duration deadlineMargin,
        @Nullable Duration batchTimeout,
        @Nullable String deadLetter,
        @Nullable String deadLetterOverflow,
        @Nullable String dynamodbClient,
        @NestedConfigurationProperty @DefaultValue IdempotencyProperties idempotency,
        @NestedConfigurationProperty @DefaultValue LocalProperties local,
        @NestedConfigurationProperty @DefaultValue HttpProperties http,
        @NestedConfigurationProperty @DefaultValue LambdaProperties lambda) {

    /** Whether a route has {@code idempotency: dynamodb}. */
    boolean remembersInStore() {
        return tables.values().stream()
                .flatMap(table -> table.routes().values().stream())
                .anyMatch(route -> route.idempotency() == Idempotency.DYNAMODB);
    }
}
