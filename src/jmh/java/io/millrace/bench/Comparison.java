package io.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** Measures something of every variant and prints the durations. */
@FunctionalInterface
interface Comparison {

    Timings measure(List<Variant> variants);

    default void print() throws IOException {
        Path directory = Files.createTempDirectory("comparison");
        try {
            measure(Variant.all(directory)).print(System.out);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
