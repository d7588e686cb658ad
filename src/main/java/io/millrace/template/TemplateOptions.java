package io.millrace.template;

import io.millrace.mapping.Deployment.Table;
import java.util.List;

/**
 * What a deployment does not follow from the configuration.
 *
 * @param zip the Lambda package
 * @param runtime java17, java21 or java25
 * @param memory of a function, in MB
 * @param timeout of an invocation, in seconds
 * @param oneFunction whether one function takes all tables; else there is one for each
 * @param createTables whether the tables are created, with their streams; else the streams' ARNs are parameters
 * @param keys the ARNs of KMS keys that encrypt tables, queues, topics and buckets
 * @param mostFilters how many filters a mapping may have: 5, or 10 when AWS has granted that
 */
public record TemplateOptions(
        String zip,
        String runtime,
        int memory,
        int timeout,
        boolean oneFunction,
        boolean createTables,
        List<String> keys,
        int mostFilters) {

    /** Whether a table is created: one whose name DynamoDB can't have is not. */
    boolean creates(Table table) {
        return createTables && Table.isName(table.name());
    }
}
