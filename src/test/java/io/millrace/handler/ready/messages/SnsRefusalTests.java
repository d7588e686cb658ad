package io.millrace.handler.ready.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.aws.AwsClients;
import io.millrace.handler.Handler;
import io.millrace.testkit.RefusalContract;
import io.millrace.time.Time;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

class SnsRefusalTests extends RefusalContract {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:changes";
    private static final Pattern MESSAGE = Pattern.compile("member\\.(\\d+)\\.Message=([^&]*)");

    @Override
    protected Handler handler(URI endpoint, Time time) {
        return new SnsType(new AwsClients(List::of), time)
                .handler("a", new SnsType.Settings(TOPIC, null, null, null, null, null, null, endpoint.toString()));
    }

    @Override
    protected String contentType() {
        return "text/xml";
    }

    @Override
    protected List<String> documents(String request) {
        Map<Integer, String> messages = new TreeMap<>();
        Matcher message = MESSAGE.matcher(request);
        while (message.find()) {
            messages.put(Integer.valueOf(message.group(1)), URLDecoder.decode(message.group(2), UTF_8));
        }
        return List.copyOf(messages.values());
    }

    /** The failed ones come last, whatever their place was. */
    @Override
    protected String answer(List<@Nullable String> codes) {
        StringBuilder successful = new StringBuilder();
        StringBuilder failed = new StringBuilder();
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            if (code == null) {
                successful.append("<member><Id>%d</Id><MessageId>m</MessageId></member>".formatted(i));
            } else {
                failed.append(
                        "<member><Id>%d</Id><Code>%s</Code><Message>no</Message><SenderFault>%s</SenderFault></member>"
                                .formatted(i, code, !code.startsWith("Internal")));
            }
        }
        return """
                <PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult>\
                <Successful>%s</Successful><Failed>%s</Failed>\
                </PublishBatchResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishBatchResponse>""".formatted(successful, failed);
    }

    @Override
    protected List<String> passing() {
        return List.of("InternalError", "Throttled", "ThrottlingException");
    }

    @Override
    protected List<String> lasting() {
        return List.of("InvalidParameter", "AuthorizationError");
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
