package io.millrace.testkit;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * Starts AWS's runtime client as the managed runtime does: only the client's own jars on the class path, from where it
 * builds the function's class loader out of the working directory and its {@code lib} directory.
 */
final class RuntimeProcess {

    private static final int MEMORY_MB = 512;
    private static final String HANDLER =
            "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest";

    private RuntimeProcess() {}

    static Process start(Path taskRoot, String api, Map<String, String> environment, ProcessOutput output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder()
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.redirect());
        builder.environment().clear();
        builder.environment().putAll(environmentOfLambda(taskRoot));
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
        builder.environment().putAll(environment);
        return builder.command(command(
                        builder.environment().get("_HANDLER"), output.file().getParent()))
                .start();
    }

    private static List<String> command(String handler, Path directory) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flagsOfLambda());
        command.addAll(NativeClientLibrary.flags(directory));
        command.addAll(List.of("-cp", classPath(), AWSLambda.class.getName(), handler));
        return command;
    }

    /** The flags of the Java runtimes without SnapStart; 85 percent of the memory is heap. */
    private static List<String> flagsOfLambda() {
        return List.of(
                "-Xmx" + MEMORY_MB * 85 / 100 + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    }

    private static Map<String, String> environmentOfLambda(Path taskRoot) {
        return Map.ofEntries(
                Map.entry("_HANDLER", HANDLER),
                Map.entry("LAMBDA_TASK_ROOT", taskRoot.toString()),
                Map.entry(
                        "AWS_EXECUTION_ENV",
                        "AWS_Lambda_java" + Runtime.version().feature()),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "millrace"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(MEMORY_MB)),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/millrace"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "test"),
                Map.entry("AWS_REGION", "eu-central-1"),
                Map.entry("AWS_DEFAULT_REGION", "eu-central-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"));
    }

    private static String classPath() {
        return Stream.of(AWSLambda.class, RequestHandler.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(RuntimeProcess::jarOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jarOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
