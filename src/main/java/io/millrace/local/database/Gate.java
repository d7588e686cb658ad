package io.millrace.local.database;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Lets requests of this machine in that the database can answer, and tells when something may have been written. */
final class Gate extends Handler.Wrapper {

    private static final Set<String> READS = Set.of(
            "GetItem",
            "BatchGetItem",
            "TransactGetItems",
            "Query",
            "Scan",
            "ListTables",
            "DescribeTable",
            "DescribeTimeToLive",
            "DescribeLimits",
            "ListTagsOfResource");
    private static final String STREAMS = "DynamoDBStreams_";

    private final Runnable written;

    Gate(Handler database, Runnable written) {
        super(database);
        this.written = written;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = request.getHeaders().get("X-Amz-Target");
        Optional<Refusal> refusal = Refusal.of(request, target);
        if (refusal.isPresent()) {
            refusal.get().write(response, callback);
            return true;
        }
        return super.handle(request, response, mayWrite(target) ? Callback.from(callback, written) : callback);
    }

    private static boolean mayWrite(@Nullable String target) {
        return target != null
                && !target.startsWith(STREAMS)
                && !READS.contains(target.substring(target.indexOf('.') + 1));
    }
}
