package io.millrace.handler.ready.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.aws.AwsClients;
import io.millrace.handler.Handler;
import io.millrace.testkit.RefusalContract;
import io.millrace.time.Time;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.json.JsonMapper;

class KinesisRefusalTests extends RefusalContract {

    private static final String CBOR = "aws.cborEnabled";

    @BeforeAll
    static void speakJson() {
        System.setProperty(CBOR, "false");
    }

    @AfterAll
    static void speakCbor() {
        System.clearProperty(CBOR);
    }

    @Override
    protected Handler handler(URI endpoint, Time time) {
        return new KinesisType(new AwsClients(List::of), time)
                .handler("a", new KinesisType.Settings("changes", null, null, null, null, null, endpoint.toString()));
    }

    @Override
    protected String contentType() {
        return "application/x-amz-json-1.1";
    }

    @Override
    protected List<String> documents(String request) {
        return JsonMapper.shared()
                .readTree(request)
                .path("Records")
                .valueStream()
                .map(entry -> entry.path("Data").stringValue())
                .map(data -> new String(Base64.getDecoder().decode(data), UTF_8))
                .toList();
    }

    @Override
    protected String answer(List<@Nullable String> codes) {
        return "{\"FailedRecordCount\": %d, \"Records\": [%s]}"
                .formatted(
                        codes.stream().filter(code -> code != null).count(),
                        codes.stream().map(KinesisRefusalTests::result).collect(Collectors.joining(",")));
    }

    private static String result(@Nullable String code) {
        return code == null
                ? "{\"SequenceNumber\": \"1\", \"ShardId\": \"s\"}"
                : "{\"ErrorCode\": \"%s\", \"ErrorMessage\": \"no\"}".formatted(code);
    }

    @Override
    protected List<String> passing() {
        return List.of("ProvisionedThroughputExceededException", "InternalFailure", "KMSThrottlingException");
    }

    @Override
    protected List<String> lasting() {
        return List.of("AccessDeniedException", "KMSDisabledException");
    }

    @Override
    protected int most() {
        return 500;
    }

    @Override
    protected int tries() {
        return 6;
    }

    @Override
    protected int large() {
        return 1_000_000;
    }

    @Override
    protected int mostLarge() {
        return 5;
    }
}
