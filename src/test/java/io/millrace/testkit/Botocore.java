package io.millrace.testkit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The part of AWS's client for Python that knows its services' requests and signatures. */
public final class Botocore {

    private static final Optional<String> PYTHON = Stream.of("python3", "/usr/bin/python3")
            .filter(python ->
                    Command.run(Path.of("."), python, "-c", "import botocore").succeeded())
            .findFirst();

    private Botocore() {}

    /** A Python that has it; where there is none, the test is skipped. */
    public static String python() {
        Assumptions.assumeTrue(PYTHON.isPresent(), "python3 with botocore is not installed (python3-botocore)");
        return PYTHON.orElseThrow();
    }
}
