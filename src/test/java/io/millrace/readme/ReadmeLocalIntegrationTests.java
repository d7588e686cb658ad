package io.millrace.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.MillraceApplication;
import io.millrace.readme.Readme.Block;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Puts the item of the README's first screen. */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeLocalIntegrationTests {

    private static final Pattern PUT = Pattern.compile(
            "AWS_ACCESS_KEY_ID=\\S+ AWS_SECRET_ACCESS_KEY=\\S+ aws dynamodb put-item --endpoint-url http://127.0.0.1:8000 --region \\S+ --table-name (\\S+) --item '(.*)'");
    private static final Pattern DATABASE = Pattern.compile("Local DynamoDB at (\\S+),");

    @Test
    void runsTheHandlerOfTheItemThatIsPut(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(MillraceApplication.class)
                .profiles("local")
                .run("--server.port=0", "--millrace.local.port=0")) {
            Matcher database = DATABASE.matcher(output);
            assertThat(database.find()).isTrue();
            String line = put(database.group(1));

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(output).contains(line));
        }
    }

    /** Puts it as the command would. Returns what the README says that is printed. */
    private static String put(String endpoint) throws Exception {
        List<Block> blocks = Readme.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Matcher put = PUT.matcher(blocks.get(i).commands().get(0));
            if (put.matches()) {
                String json = "{\"TableName\": \"%s\", \"Item\": %s}".formatted(put.group(1), put.group(2));
                assertThat(status(endpoint, json)).isEqualTo(200);
                return blocks.get(i + 1).text().strip();
            }
        }
        throw new IllegalStateException("The README puts no item.");
    }

    private static int status(String endpoint, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Date", "20260101T000000Z")
                .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=a")
                .POST(BodyPublishers.ofString(json))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }
}
