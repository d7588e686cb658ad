package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.function.TableFunctions;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.S3Server;
import io.millrace.testkit.SqsServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Four hundred changes of a real table, and servers for where they are kept once they have failed. */
final class Redriven implements AutoCloseable {

    static final int ITEMS = 100;
    static final int RECORDS = 400;

    private final DynamoDbServer dynamoDb;
    private final SqsServer sqs;
    private final S3Server s3;
    private final Things things;

    private Redriven() {
        dynamoDb = DynamoDbServer.start();
        sqs = SqsServer.start();
        s3 = S3Server.start();
        settings().forEach(System::setProperty);
        things = Things.write(dynamoDb, ITEMS, RECORDS / ITEMS);
    }

    static Redriven start() {
        return new Redriven();
    }

    private Map<String, String> settings() {
        return Map.of(
                "aws.region",
                "eu-central-1",
                "aws.accessKeyId",
                S3Server.ACCESS_KEY,
                "aws.secretAccessKey",
                S3Server.SECRET_KEY,
                "aws.endpointUrlS3",
                s3.endpoint().toString(),
                "aws.endpointUrlDynamoDbStreams",
                dynamoDb.endpoint().toString());
    }

    Things things() {
        return things;
    }

    SqsServer sqs() {
        return sqs;
    }

    S3Server s3() {
        return s3;
    }

    /** Handles all changes, as the functions of a deployment do. */
    void handle(String configuration, String place) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(EffectsApplication.class)
                .web(WebApplicationType.NONE)
                .run(configuration, "--millrace.dead-letter=" + place, "--logging.level.io.millrace=off")) {
            context.getBean(TableFunctions.class).byId("things").orElseThrow().apply(things.event());
        }
    }

    int redrive(StringWriter out, String place, String configuration, String... options) {
        List<String> args = new ArrayList<>(List.of("redrive", "--from", place, configuration));
        args.addAll(List.of(options));
        return MillraceCommands.commandLine(EffectsApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(args.toArray(String[]::new));
    }

    /** That each handler had each change, once and in the order of its item. */
    void assertAllOnceAndInOrder() {
        Set<String> expected = new HashSet<>();
        for (DynamodbStreamRecord record : things.records()) {
            String item = record.getDynamodb().getKeys().get("id").getS();
            Stream.of("mail", "total")
                    .map(handler -> "%s %s %s"
                            .formatted(handler, item, record.getDynamodb().getSequenceNumber()))
                    .forEach(expected::add);
        }
        assertThat(EffectsApplication.EFFECTS).hasSize(2 * RECORDS).containsExactlyInAnyOrderElementsOf(expected);
        Map<String, BigInteger> last = new HashMap<>();
        for (String effect : EffectsApplication.EFFECTS) {
            int space = effect.lastIndexOf(' ');
            BigInteger number = new BigInteger(effect.substring(space + 1));
            BigInteger before = last.put(effect.substring(0, space), number);
            assertThat(before == null || before.compareTo(number) < 0)
                    .as(effect)
                    .isTrue();
        }
    }

    @Override
    public void close() {
        settings().keySet().forEach(System::clearProperty);
        s3.close();
        sqs.close();
        dynamoDb.close();
    }
}
