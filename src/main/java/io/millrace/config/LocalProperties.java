package io.millrace.config;

import io.millrace.mapping.Deployment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database on the developer's machine.
 *
 * @param enabled Whether the profile "local" uses one. When left out: if the program or an endpoint is present, and in Millrace's
 *     own application.
 * @param port Port of the database on 127.0.0.1; 0 for any free port.
 * @param dynoxide Path of the program dynoxide. When left out, the one that the build fetches into "target/dynoxide".
 * @param endpoint Another DynamoDB, such as DynamoDB Local in Docker at "http://127.0.0.1:8000"; no program is started then.
 * @param allowAws Whether the endpoint may be in AWS.
 * @param createTables Whether tables that are missing at the endpoint are created. When left out: unless it may be in AWS.
 * @param dataDir Directory that stores tables and checkpoints. They are in memory when left out.
 * @param seed Files and directories of files whose items are written into new tables: events, or the request items of
 *     "aws dynamodb batch-write-item".
 */
record LocalProperties(
        @Nullable Boolean enabled,
        @DefaultValue("8000") int port,
        @Nullable Path dynoxide,
        @Nullable URI endpoint,
        @DefaultValue("false") boolean allowAws,
        @Nullable Boolean createTables,
        @Nullable Path dataDir,
        @DefaultValue List<Path> seed) {

    Deployment.Local local() {
        return new Deployment.Local(port, dynoxide, other(), dataDir, seed);
    }

    private Deployment.@Nullable Other other() {
        return endpoint == null
                ? null
                : new Deployment.Other(endpoint, createTables == null ? !allowAws : createTables, allowAws);
    }
}
