package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import io.millrace.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A zip that went through Spring's ahead-of-time processing does what any other does. */
@EnabledOnOs(OS.LINUX)
class AotIntegrationTests {

    @TempDir
    private Path directory;

    @Test
    void handlesRecordsAfterAheadOfTimeProcessing() throws Exception {
        Clone clone = Clone.compiled(Path.of("target", "ahead-of-time"));
        try (ServerProcess build = clone.maven("-Paot", "package", "-q")) {
            assertThat(build.awaitEnd()).as(build.output()).isZero();
        }
        Path taskRoot = LambdaZip.in(clone.directory().resolve("target")).unpackInto(directory);

        try (LambdaRuntime runtime =
                LambdaRuntime.start(taskRoot, Map.of("JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=true"))) {
            Invocation invocation = runtime.invoke(Files.readAllBytes(Path.of("events/products-insert.json")));

            assertThat(invocation.body()).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(runtime.log()).contains("New product added: {product_id=123");
        }
        assertThat(taskRoot.resolve("io/millrace/MillraceApplication__ApplicationContextInitializer.class"))
                .exists();
    }
}
