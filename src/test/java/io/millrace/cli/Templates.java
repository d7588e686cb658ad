package io.millrace.cli;

import io.millrace.MillraceApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command {@code template}, and reads what it writes. */
final class Templates {

    static final String CONFIGURATION = """
            millrace:
              dead-letter: sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/letters
              dead-letter-overflow: s3://letters/large
              idempotency: { table: done }
              tables:
                pet-tracker:
                  name: PetTracker
                  keys: { partition: PK, sort: SK, sort-type: N }
                  view-type: NEW_IMAGE
                  source:
                    batch-size: 500
                    batch-window: 5s
                    parallelization-factor: 4
                    starting-position: latest
                    maximum-retry-attempts: 20
                    maximum-record-age: 1h
                    bisect-on-error: true
                    on-failure: arn:aws:s3:::given-up
                  routes:
                    dogs:
                      partition-key: "USER#*"
                      filter: '{"dynamodb": {"NewImage": {"species": {"S": ["dog"]}, "\\${x}": {"S": ["%{y}"]}}}}'
                      when: "new.weight > 5"
                      handler: petWelcome
                      idempotency: dynamodb
                      on-failure: dead-letter
                orders:
                  unmatched: log
                  keys: { partition: id }
                  routes.all: { events: INSERT, handler: petWelcome }
            """;

    static final String MAILS = """
            millrace:
              handlers:
                letter:
                  type: mail
                  transport: smtp
                  from: "${SENDER}"
                  to: "{{new.to}}"
                  subject: "${app.subject:Hello} from ${REGION_NAME}"
                  text: config/mail/order-confirmation.txt
                  smtp: { host: localhost, port: 25, encryption: none }
                queue: { type: sqs, queue-url: "http://127.0.0.1:9324/000000000000/changes" }
              dead-letter: s3://letters/all
              tables:
                things: { name: Things, routes: { a: { handlers: [letter, queue] } } }
            REGION_NAME: home
            """;

    private Templates() {}

    static int run(StringWriter out, String... words) {
        return MillraceCommands.commandLine(MillraceApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(Stream.concat(Stream.of("template"), Stream.of(words)).toArray(String[]::new));
    }

    /** With a configuration alone, in a file that it writes. */
    static int run(StringWriter out, Path directory, String configuration, String... words) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), configuration);
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--spring.config.location=file:" + file);
        return run(out, all.toArray(String[]::new));
    }

    static JsonNode sam(StringWriter out) {
        return JsonMapper.shared().valueToTree(new Yaml().<Map<String, Object>>load(out.toString()));
    }

    /** Of JSON with single quotes. */
    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
