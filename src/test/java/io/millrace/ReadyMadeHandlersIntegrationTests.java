package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.event.EventWriter;
import io.millrace.testkit.History;
import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import io.millrace.testkit.Records;
import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Handlers without code in what is built, each with its real server: a Lambda zip with the client libraries that they need on AWS's
 * runtime client, and the executable jar over HTTP.
 */
class ReadyMadeHandlersIntegrationTests {

    private static final List<DynamodbStreamRecord> CHANGES = History.random(11, 60, 8);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local");

    @TempDir
    private Path directory;

    static List<Named<Supplier<Targets>>> targets() {
        return List.of(Named.of("Java", JavaTargets::new), Named.of("Node", NodeTargets::new));
    }

    /** The zip is built before there is a handler in its configuration, and once with Spring's ahead-of-time processing. */
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @MethodSource("targets")
    void haveTheirEffectFromLambda(Supplier<Targets> servers) throws Exception {
        try (Targets targets = servers.get()) {
            Path taskRoot = zip(targets.profiles()).unpackInto(directory);
            configure(taskRoot, targets);
            Map<String, String> environment = new HashMap<>(ENVIRONMENT);
            environment.put(
                    "JAVA_TOOL_OPTIONS",
                    "-Dspring.aot.enabled=" + targets.profiles().endsWith("aot"));
            try (LambdaRuntime runtime = LambdaRuntime.start(taskRoot, environment)) {
                Invocation invocation = runtime.invoke(EventWriter.write(Records.event(CHANGES)));

                assertThat(invocation.body()).as(runtime::log).isEqualTo("{\"batchItemFailures\":[]}");
                assertThat(invocation.log()).contains("Table 'Things': INSERT " + History.number(CHANGES.get(0)));
            }
            targets.assertEffectOf(CHANGES);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void haveTheirEffectOverHttp(Supplier<Targets> servers) throws Exception {
        try (Targets targets = servers.get()) {
            configure(directory, targets);
            Path event = Files.write(directory.resolve("event.json"), EventWriter.write(Records.event(CHANGES)));
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String jar = Path.of("target", "millrace-%s-exec.jar".formatted(System.getProperty("millrace.version")))
                    .toAbsolutePath()
                    .toString();
            List<String> command = List.of(java, "-jar", jar, "--server.port=0");
            try (ServerProcess server =
                    ServerProcess.start(directory, directory.resolve("output"), command, ENVIRONMENT)) {
                server.awaitOutput("what Lambda would answer");

                assertThat(server.post("millrace", event).body())
                        .as(server::output)
                        .isEqualTo("{\"batchItemFailures\":[]}");
            }
            targets.assertEffectOf(CHANGES);
        }
    }

    private static LambdaZip zip(String profiles) throws IOException {
        Path target = Path.of("target", "ready-made-" + profiles.replace(',', '-'));
        Clone clone = Clone.compiled(target);
        try (ServerProcess build = clone.maven("-P" + profiles, "package", "-q")) {
            assertThat(build.awaitEnd()).as(build.output()).isZero();
        }
        return LambdaZip.in(target.resolve("target"));
    }

    /** All handlers on one route, and one that writes to the log. */
    private static void configure(Path root, Targets targets) throws IOException {
        Path config = Files.createDirectories(root.resolve("config"));
        Files.writeString(config.resolve("mail.txt"), "{{event}} {{keys.id}}");
        String handlers = targets.handlers() + "note: { type: log }\n";
        Map<String, ?> names = new Yaml().load(handlers);
        Files.writeString(config.resolve("application.yml"), """
                millrace:
                  handlers:
                %s
                  tables:
                    things:
                      name: Things
                      keys: { partition: id }
                      routes: { all: { handlers: [%s] } }
                """.formatted(
                        handlers.indent(4).stripTrailing(), String.join(", ", names.keySet())));
    }
}
