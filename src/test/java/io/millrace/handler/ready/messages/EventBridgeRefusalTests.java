package io.millrace.handler.ready.messages;

import io.millrace.aws.AwsClients;
import io.millrace.handler.Handler;
import io.millrace.testkit.RefusalContract;
import io.millrace.time.Time;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

class EventBridgeRefusalTests extends RefusalContract {

    @Override
    protected Handler handler(URI endpoint, Time time) {
        return new EventBridgeType(new AwsClients(List::of), time)
                .handler(
                        "a",
                        new EventBridgeType.Settings(null, null, null, null, null, null, null, endpoint.toString()));
    }

    @Override
    protected String contentType() {
        return "application/x-amz-json-1.1";
    }

    @Override
    protected List<String> documents(String request) {
        return JsonMapper.shared()
                .readTree(request)
                .path("Entries")
                .valueStream()
                .map(entry -> entry.path("Detail").stringValue())
                .toList();
    }

    @Override
    protected String answer(List<@Nullable String> codes) {
        return "{\"FailedEntryCount\": %d, \"Entries\": [%s]}"
                .formatted(
                        codes.stream().filter(code -> code != null).count(),
                        codes.stream().map(EventBridgeRefusalTests::result).collect(Collectors.joining(",")));
    }

    private static String result(@Nullable String code) {
        return code == null
                ? "{\"EventId\": \"e\"}"
                : "{\"ErrorCode\": \"%s\", \"ErrorMessage\": \"no\"}".formatted(code);
    }

    @Override
    protected List<String> passing() {
        return List.of("ThrottlingException", "InternalFailure", "InternalException", "ServiceUnavailable");
    }

    @Override
    protected List<String> lasting() {
        return List.of(
                "MalformedDetail", "InvalidArgument", "AccessDeniedException", "NotAuthorizedForSourceException");
    }

    @Override
    protected int most() {
        return 10;
    }

    @Override
    protected int tries() {
        return 5;
    }

    @Override
    protected int large() {
        return 80_000;
    }

    @Override
    protected int mostLarge() {
        return 3;
    }
}
