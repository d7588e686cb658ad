package io.millrace.config;

import io.millrace.template.Deployment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database on one's own machine.
 *
 * @param port Port of DynamoDB Local on 127.0.0.1; 0 for any that is free.
 * @param dataDir Directory that keeps the tables, and how far their streams were read. In memory when left out.
 * @param seed Files, and directories of files, whose items are put into tables that are new: events, or the request items
 *     of "aws dynamodb batch-write-item".
 */
record LocalProperties(
        @DefaultValue("8000") int port,
        @Nullable Path dataDir,
        @DefaultValue List<Path> seed) {

    Deployment.Local local() {
        return new Deployment.Local(port, dataDir, seed);
    }
}
