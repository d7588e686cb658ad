package io.millrace.bench;

import io.millrace.bench.stock.StockApplication;
import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A way to build the function that the comparisons run.
 *
 * @param name as the results show it
 * @param taskRoot the unpacked deployment package
 * @param environment the environment variables of the function
 */
record Variant(String name, Path taskRoot, Map<String, String> environment) {

    private static final String STOCK_PROPERTIES =
            "logging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils=warn\n";

    /** All variants, unpacked below the directory; the first one is what the others are compared with. */
    static List<Variant> all(Path directory) throws IOException {
        Variant millrace = millrace(directory.resolve("millrace"));
        return List.of(stock(directory.resolve("stock"), millrace.taskRoot.resolve("lib")), millrace);
    }

    LambdaRuntime start() {
        return LambdaRuntime.start(taskRoot, environment);
    }

    /** Fails on an error: its duration would be no result. */
    void invoke(LambdaRuntime runtime, byte[] event) {
        Invocation invocation = runtime.invoke(event);
        if (!invocation.succeeded()) {
            throw new IllegalStateException("Variant '%s' answered with an error: %s. Its output:%n%s"
                    .formatted(name, invocation.body(), runtime.log()));
        }
    }

    private static Variant millrace(Path taskRoot) {
        return new Variant(
                "millrace",
                LambdaZip.ofThisBuild().unpackInto(taskRoot),
                Map.of("MAIN_CLASS", "io.millrace.MillraceApplication"));
    }

    /** The same jars and one application class. Payloads aren't logged here either, which would be costly. */
    private static Variant stock(Path taskRoot, Path lib) throws IOException {
        Files.createDirectories(taskRoot);
        Files.createSymbolicLink(taskRoot.resolve("lib"), lib.toAbsolutePath());
        Files.writeString(taskRoot.resolve("application.properties"), STOCK_PROPERTIES);
        copyClass(StockApplication.class, taskRoot);
        return new Variant("stock", taskRoot, Map.of("MAIN_CLASS", StockApplication.class.getName()));
    }

    private static void copyClass(Class<?> type, Path taskRoot) throws IOException {
        String resource = type.getName().replace('.', '/') + ".class";
        Path target = taskRoot.resolve(resource);
        Files.createDirectories(target.getParent());
        try (InputStream in = type.getResourceAsStream("/" + resource)) {
            Files.copy(in, target);
        }
    }
}
