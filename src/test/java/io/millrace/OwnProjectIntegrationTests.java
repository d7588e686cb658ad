package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.SpringBootVersion;
import org.springframework.util.FileSystemUtils;

/** Somebody else's application, with the library as a dependency and nothing else of Millrace's, built by its own pom. */
@EnabledOnOs(OS.LINUX)
class OwnProjectIntegrationTests {

    private static final String VERSION = System.getProperty("millrace.version");

    private final Path directory = Path.of("target", "own-project").toAbsolutePath();

    @BeforeEach
    void clear() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    @Test
    void isProcessedAheadOfTimeAndRunsOnLambda() throws Exception {
        Path project = project();
        try (ServerProcess build = build(project)) {
            assertThat(build.awaitEnd()).as(build.output()).isZero();
        }
        Map<String, String> environment =
                Map.of("MAIN_CLASS", "shop.Shop", "JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=true");

        try (LambdaRuntime runtime = LambdaRuntime.start(project.resolve("target/classes"), environment)) {
            Invocation invocation = runtime.invoke(Files.readAllBytes(Path.of("events/products-insert.json")));

            assertThat(invocation.body()).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(runtime.log()).contains("AOT-processed Shop").contains("Restock Smartphone");
        }
    }

    private Path project() throws IOException {
        Path project = Files.createDirectories(directory.resolve("shop"));
        Files.writeString(
                project.resolve("pom.xml"),
                read("pom.xml")
                        .replace("${boot}", SpringBootVersion.getVersion())
                        .replace("${millrace}", VERSION)
                        .replace("${core}", System.getProperty("millrace.lambda-core.version")));
        Path sources = Files.createDirectories(project.resolve("src/main/java/shop"));
        Files.writeString(sources.resolve("Shop.java"), read("Shop.java"));
        Path resources = Files.createDirectories(project.resolve("src/main/resources"));
        Files.writeString(
                resources.resolve("application.yml"),
                "millrace.tables.products: { name: Products, routes: { a: { handler: restock } } }");
        return project;
    }

    private ServerProcess build(Path project) throws IOException {
        return ServerProcess.start(
                project,
                directory.resolve("output"),
                List.of(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "-o",
                        "-B",
                        "-q",
                        "-Dmaven.repo.local=" + repository(Path.of(System.getProperty("localRepository"))),
                        "package"));
    }

    /** The packages of this build's repository, and the library beside them, which is not to be left in it. */
    private Path repository(Path real) throws IOException {
        Path repository = Files.createDirectories(directory.resolve("repository"));
        linkAll(real, repository, "io");
        linkAll(real.resolve("io"), Files.createDirectories(repository.resolve("io")), "millrace");
        Path library = Files.createDirectories(repository.resolve("io/millrace/millrace/" + VERSION));
        String name = "millrace-" + VERSION;
        Files.copy(Path.of("target", name + ".jar"), library.resolve(name + ".jar"));
        Files.copy(Path.of("pom.xml"), library.resolve(name + ".pom"));
        return repository;
    }

    private static void linkAll(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toAbsolutePath());
                }
            }
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream file = OwnProjectIntegrationTests.class.getResourceAsStream("shop/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
