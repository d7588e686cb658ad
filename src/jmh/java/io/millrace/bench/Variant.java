package io.millrace.bench;

import io.millrace.bench.millrace.CountApplication;
import io.millrace.bench.stock.StockApplication;
import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

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
        return List.of(stock(directory.resolve("stock"), millrace.taskRoot.resolve("lib")), millrace, lean(millrace));
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

    /** The deployment package with another application class and configuration. */
    private static Variant millrace(Path taskRoot) throws IOException {
        LambdaZip.ofThisBuild().unpackInto(taskRoot);
        Files.writeString(taskRoot.resolve("config/application.yml"), CountApplication.CONFIGURATION);
        copyClass(CountApplication.class, taskRoot);
        return new Variant("millrace", taskRoot, Map.of("MAIN_CLASS", CountApplication.class.getName()));
    }

    /** The same without the auto-configurations that a stream processor has no use for, as Millrace's own application is. */
    private static Variant lean(Variant millrace) {
        Map<String, String> environment = new HashMap<>(millrace.environment);
        environment.put("MILLRACE_LAMBDA_LEAN", "true");
        return new Variant("lean", millrace.taskRoot, environment);
    }

    /**
     * What Spring Cloud Function brings by itself, without the web stack, and one application class. Payloads aren't
     * logged here either, which would be costly.
     */
    private static Variant stock(Path taskRoot, Path lib) throws IOException {
        Files.createDirectories(taskRoot.resolve("lib"));
        for (Path jar : stockJars(lib)) {
            Files.copy(jar, taskRoot.resolve("lib").resolve(jar.getFileName()));
        }
        Files.writeString(taskRoot.resolve("application.properties"), STOCK_PROPERTIES);
        copyClass(StockApplication.class, taskRoot);
        return new Variant("stock", taskRoot, Map.of("MAIN_CLASS", StockApplication.class.getName()));
    }

    /** Without the AWS SDK, which the baseline doesn't use, and with the bridge of log4j, which Millrace leaves out. */
    private static List<Path> stockJars(Path lib) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> all = Files.list(lib)) {
            all.filter(jar -> !isOfAwsSdk(jar)).forEach(jars::add);
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith("log4j-"))
                .forEach(jars::add);
        return jars;
    }

    private static boolean isOfAwsSdk(Path jar) {
        try (JarFile content = new JarFile(jar.toFile())) {
            return content.getEntry("software/amazon/awssdk/") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
