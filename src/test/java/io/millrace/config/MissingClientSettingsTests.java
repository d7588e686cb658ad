package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.millrace.aws.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An application where neither a Region nor credentials are set. */
@ExtendWith(OutputCaptureExtension.class)
class MissingClientSettingsTests {

    private static final List<String> PLACE =
            List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken");
    private static final List<String> FILES = List.of("aws.configFile", "aws.sharedCredentialsFile");

    private static final String CONFIGURATION = """
            millrace:
              dead-letter: sqs:https://sqs.eu-west-1.amazonaws.com/123456789012/dead
              dead-letter-overflow: s3://overflow
              handlers:
                copies: { type: replicate, table: Copies }
                far: { type: kinesis, stream: books, region: eu-west-1 }
                home: { type: sqs, queue-url: "http://127.0.0.1:9324/000000000000/books" }
                log: { type: log }
                unused: { type: kinesis, stream: books }
                stream: { type: kinesis, stream: books }
              tables:
                products:
                  routes:
                    a: { handlers: [copies, far, home, log, stream], idempotency: dynamodb }
            """;

    private final Map<String, @Nullable String> before = new HashMap<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void forgetThePlace() {
        PLACE.forEach(name -> before.put(name, System.clearProperty(name)));
        FILES.forEach(name -> before.put(
                name, System.setProperty(name, directory.resolve(name).toString())));
        assumeThat(Surroundings.ofProcess().knowRegion()
                        || Surroundings.ofProcess().knowCredentials())
                .as("variables of this process tell of a Region or credentials")
                .isFalse();
    }

    @AfterEach
    void restoreThePlace() {
        before.keySet().forEach(System::clearProperty);
        before.values().removeIf(value -> value == null);
        before.forEach(System::setProperty);
    }

    @Test
    void areToldAtTheStart(CapturedOutput output) {
        SmallApplication.start(SmallApplication.configuration(directory, CONFIGURATION))
                .close();

        assertThat(output)
                .contains("No Region is set for handler 'copies', handler 'stream', millrace.dead-letter-overflow, "
                        + "millrace.idempotency: set AWS_REGION, or 'region' where a handler has it. "
                        + "The first change fails, unless this is an EC2 instance, which provides its own.")
                .contains("No credentials are set for handler 'copies', handler 'far', handler 'stream', "
                        + "millrace.dead-letter, millrace.dead-letter-overflow, millrace.idempotency: "
                        + "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. "
                        + "The first change fails, unless this is an EC2 instance, which provides its own.");
    }

    @Test
    void areNoneWhereRegionAndCredentialsAreSet(CapturedOutput output) {
        System.setProperty("aws.region", "eu-west-1");
        System.setProperty("aws.accessKeyId", "local");

        SmallApplication.start(SmallApplication.configuration(directory, CONFIGURATION))
                .close();

        assertThat(output).doesNotContain("No Region", "No credentials");
    }
}
