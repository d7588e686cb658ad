package io.millrace.handler.ready.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.aws.AwsClients;
import io.millrace.handler.Handler;
import io.millrace.testkit.RefusalContract;
import io.millrace.time.Time;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SqsRefusalTests extends RefusalContract {

    private List<JsonNode> entries = List.of();

    @Override
    protected Handler handler(URI endpoint, Time time) {
        return new SqsType(new AwsClients(List::of), time)
                .handler("a", new SqsType.Settings(endpoint + "/123456789012/changes", null, null, null, null, null));
    }

    @Override
    protected String contentType() {
        return "application/x-amz-json-1.0";
    }

    @Override
    protected List<String> documents(String request) {
        entries = JsonMapper.shared()
                .readTree(request)
                .path("Entries")
                .valueStream()
                .toList();
        return entries.stream()
                .map(entry -> entry.path("MessageBody").stringValue())
                .toList();
    }

    /** The client looks whether the queue has got what it was sent. */
    @Override
    protected String answer(List<@Nullable String> codes) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.putArray("Successful");
        answer.putArray("Failed");
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            ObjectNode entry =
                    answer.withArray(code == null ? "Successful" : "Failed").addObject();
            entry.put("Id", String.valueOf(i));
            if (code == null) {
                entry.put("MessageId", "m").put("MD5OfMessageBody", body(entries.get(i)));
                entry.put("MD5OfMessageAttributes", attributes(entries.get(i)));
            } else {
                entry.put("Code", code).put("Message", "no").put("SenderFault", !code.startsWith("Internal"));
            }
        }
        return answer.toString();
    }

    private static String body(JsonNode entry) {
        return DigestUtils.md5DigestAsHex(
                entry.path("MessageBody").stringValue().getBytes(UTF_8));
    }

    /** Source: "Calculating the MD5 message digest for message attributes" in the Amazon SQS Developer Guide. */
    private static String attributes(JsonNode entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entry.path("MessageAttributes")
                .propertyStream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(attribute -> {
                    write(bytes, attribute.getKey());
                    write(bytes, attribute.getValue().path("DataType").stringValue());
                    bytes.write(1); // a text
                    write(bytes, attribute.getValue().path("StringValue").stringValue());
                });
        return DigestUtils.md5DigestAsHex(bytes.toByteArray());
    }

    private static void write(ByteArrayOutputStream bytes, String text) {
        byte[] content = text.getBytes(UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        bytes.writeBytes(content);
    }

    @Override
    protected List<String> passing() {
        return List.of("InternalError", "RequestThrottled", "ThrottlingException");
    }

    @Override
    protected List<String> lasting() {
        return List.of("InvalidMessageContents", "AccessDenied");
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
        return 300_000;
    }

    @Override
    protected int mostLarge() {
        return 3;
    }
}
