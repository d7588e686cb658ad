package io.millrace.config;

import io.millrace.event.EventReader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.cloud.function.json.JsonMapper;

/** Loads the JSON reader in the background while the application starts. */
final class EventPreinitializer implements BackgroundPreinitializer {

    private static final byte[] EVENT = """
            {"Records": [{"eventName": "INSERT", "dynamodb": {
                "Keys": {"id": {"S": "1"}}, "NewImage": {"id": {"S": "1"}, "list": {"L": [{"N": "1"}, {"BOOL": true}]}},
                "SequenceNumber": "1", "SizeBytes": 1, "StreamViewType": "NEW_AND_OLD_IMAGES"}}]}
            """.getBytes(StandardCharsets.UTF_8);

    @Override
    public void preinitialize() throws ClassNotFoundException {
        Class.forName(JsonMapper.class.getName());
        new EventReader().read(EVENT);
    }
}
