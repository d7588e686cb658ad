package io.millrace.testkit;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The native part of the runtime client. Left to itself, each process unpacks it to the same fixed file in
 * {@code /tmp}, where two runtimes that start at once, or two users, get into each other's way.
 */
final class NativeClientLibrary {

    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClientLibrary() {}

    /** No flags where the C library is musl: there the client itself finds the library that loads. */
    static List<String> flags(Path directory) throws IOException {
        return isMusl() ? List.of() : List.of("-D" + PROPERTY + "=" + unpack(directory));
    }

    private static boolean isMusl() {
        return Files.exists(Path.of("/etc/alpine-release"));
    }

    private static Path unpack(Path directory) throws IOException {
        Path library = directory.resolve("libaws-lambda-jni.so");
        try (InputStream in = AWSLambda.class.getResourceAsStream(resource())) {
            if (in == null) {
                throw new IllegalStateException(
                        "The runtime client has no native library '%s': it runs on Linux only.".formatted(resource()));
            }
            Files.copy(in, library);
        }
        return library;
    }

    private static String resource() {
        String system = System.getProperty("os.name").equals("Linux") ? "linux" : System.getProperty("os.name");
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return "/jni/libaws-lambda-jni.%s-%s.so".formatted(system, processor);
    }
}
