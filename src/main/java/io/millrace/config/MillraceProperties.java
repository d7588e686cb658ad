package io.millrace.config;

import io.millrace.function.EntryFunction.UnknownTable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings below {@code millrace}.
 *
 * @param handlers Handlers without code, by name: their type, and the settings of that type.
 * @param tables The tables whose changes are handled, by id. The id names the table's function, its URL and its metrics.
 * @param unknownTable What happens to records of a table that is not configured.
 * @param deadlineMargin How long before the timeout of a Lambda invocation no further handler call begins. When left out, two
 *     seconds or a tenth of the timeout, whichever is less.
 * @param batchTimeout How long after the start of a batch outside Lambda no further handler call begins. No limit when left out.
 * @param deadLetter Where dead letters are stored: sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>.
 * @param deadLetterOverflow Where dead letters that are too large for the queue are stored: s3://<bucket>/<prefix> or
 *     file:<directory>.
 * @param dynamodbClient Name of the DynamoDbClient bean for "aggregate", "replicate" and "idempotency: dynamodb". The only one,
 *     or the primary one, when left out.
 * @param idempotency The table for routes with "idempotency: dynamodb".
 * @param local The database that "mvn spring-boot:run" starts.
 * @param http The functions over HTTP.
 * @param lambda Options for the start on Lambda.
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
