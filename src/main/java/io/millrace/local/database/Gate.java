package io.millrace.local.database;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests of this machine in, and none that a page of another site makes a browser send; and tells when something may
 * have been written.
 */
final class Gate extends Handler.Wrapper {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
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
        if (!isOfThisMachine(request)) {
            response.setStatus(HttpStatus.FORBIDDEN_403);
            Content.Sink.write(response, true, "Only for clients on this machine, and for its own pages.\n", callback);
            return true;
        }
        String target = request.getHeaders().get("X-Amz-Target");
        return super.handle(request, response, mayWrite(target) ? Callback.from(callback, written) : callback);
    }

    private static boolean isOfThisMachine(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return NAMES.contains(withoutPort(request.getHeaders().get(HttpHeader.HOST)))
                && (origin == null || NAMES.contains(host(origin)));
    }

    private static String withoutPort(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private static String host(String origin) {
        try {
            return withoutPort(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean mayWrite(@Nullable String target) {
        return target != null
                && !target.startsWith(STREAMS)
                && !READS.contains(target.substring(target.indexOf('.') + 1));
    }
}
