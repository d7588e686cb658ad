package io.millrace.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.EventReader;
import io.millrace.event.EventWriter;
import io.millrace.function.EntryFunction;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Each condition in a table of its own, whose handler fails for what it gets; so the answer for one event with a record
 * for each table names those that are wanted. The same through all doors.
 */
class ConditionsIntegrationTests {

    private static final List<Condition> CONDITIONS = List.of(
            filter(true, "{'eventName': ['MODIFY']}"),
            filter(false, "{'eventName': ['INSERT']}"),
            filter(true, "{'dynamodb': {'Keys': {'id': {'S': [{'prefix': 'PET#'}]}}}}"),
            filter(false, "{'dynamodb': {'Keys': {'id': {'S': [{'prefix': 'USER#'}]}}}}"),
            filter(true, "{'dynamodb': {'NewImage': {'species': {'S': ['dog']}}}}"),
            filter(false, "{'dynamodb': {'NewImage': {'species': {'S': ['cat']}}}}"),
            filter(true, "{'dynamodb': {'SizeBytes': [{'numeric': ['>=', 1000]}]}}"),
            filter(false, "{'dynamodb': {'SizeBytes': [{'numeric': ['>=', 2000]}]}}"),
            filter(true, "{'dynamodb': {'NewImage': {'weight': {'N': [{'numeric': ['>', 3, '<', 4]}]}}}}"),
            filter(true, "{'dynamodb': {'NewImage': {'species': {'S': [{'suffix': 'og'}]}}}}"),
            filter(true, "{'dynamodb': {'NewImage': {'species': {'S': [{'equals-ignore-case': 'DOG'}]}}}}"),
            filter(false, "{'dynamodb': {'NewImage': {'species': {'S': [{'anything-but': 'dog'}]}}}}"),
            filter(true, "{'dynamodb': {'NewImage': {'species': {'S': [{'wildcard': 'd*g'}]}}}}"),
            filter(true, "{'dynamodb': {'NewImage': {'ip': {'S': [{'cidr': '10.0.0.0/8'}]}}}}"),
            filter(true, "{'dynamodb': {'NewImage': {'absent': {'S': [{'exists': false}]}}}}"),
            filter(true, "{'$or': [{'eventName': ['INSERT']}, {'eventName': ['MODIFY']}]}"),
            new Condition(true, "changed: [weight]"),
            new Condition(false, "changed: [species, absent]"),
            new Condition(true, "when: \"new.weight - old.weight > 0.5 and keys.id.startsWith('PET#')\""),
            new Condition(false, "when: \"new.species == 'cat'\""),
            new Condition(true, "when: \"old.species.size() == 1\""), // can't be told: a failure as well
            new Condition(true, "removed-by: ttl"));

    private static final String RECORD = """
            {"eventID": "e-%1$d", "eventName": "MODIFY", "eventSource": "aws:dynamodb",
             "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/t%1$d/stream/2026-01-01T00:00:00.000",
             "dynamodb": {"Keys": {"id": {"S": "PET#7"}}, "SequenceNumber": "10%1$02d", "SizeBytes": 1200,
              "OldImage": {"species": {"S": "dog"}, "weight": {"N": "3"}},
              "NewImage": {"species": {"S": "dog"}, "weight": {"N": "3.75"}, "ip": {"S": "10.1.2.3"},
                           "fails": {"BOOL": true}}}}""";

    @TempDir
    private Path directory;

    private record Condition(boolean met, String yaml) {}

    private static Condition filter(boolean met, String pattern) {
        return new Condition(met, "filter: '%s'".formatted(pattern.replace('\'', '"')));
    }

    @Test
    void wantsTheSameAsAFunctionAndOverHttp() throws Exception {
        Path file = Files.writeString(directory.resolve("application.yml"), configuration());
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(CountingApplication.class)
                .run("--spring.config.location=file:" + file, "--server.port=0")) {
            EntryFunction entry = context.getBean(EntryFunction.class);

            assertThat(entry.apply(new EventReader().read(event())).getBatchItemFailures())
                    .extracting(failure -> failure.getItemIdentifier())
                    .containsExactlyElementsOf(wanted());
            assertThat(numbers(post(context.getEnvironment().getRequiredProperty("local.server.port"))))
                    .isEqualTo(wanted());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void wantsTheSameOnLambda() throws IOException {
        Path taskRoot = LambdaZip.ofThisBuild().unpackInto(directory, CountingApplication.class, configuration());
        try (LambdaRuntime runtime =
                LambdaRuntime.start(taskRoot, Map.of("MAIN_CLASS", CountingApplication.class.getName()))) {
            assertThat(numbers(runtime.invoke(event()).body())).isEqualTo(wanted());
        }
    }

    private static String post(String port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/millrace".formatted(port)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(event()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String configuration() {
        return IntStream.range(0, CONDITIONS.size())
                .mapToObj(i -> "  t%d: { routes: { r: { %s, handler: single } } }"
                        .formatted(i, CONDITIONS.get(i).yaml()))
                .collect(Collectors.joining("\n", "millrace.tables:\n", "\n"));
    }

    private static byte[] event() {
        return EventWriter.write(new EventReader()
                .read(IntStream.range(0, CONDITIONS.size())
                        .mapToObj(RECORD::formatted)
                        .collect(Collectors.joining(",", "{\"Records\": [", "]}"))
                        .getBytes(UTF_8)));
    }

    private static List<String> wanted() {
        return IntStream.range(0, CONDITIONS.size())
                .filter(i -> CONDITIONS.get(i).met())
                .mapToObj("10%02d"::formatted)
                .toList();
    }

    private static List<String> numbers(String answer) {
        return Pattern.compile("\"itemIdentifier\":\"(\\d+)\"")
                .matcher(answer)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
