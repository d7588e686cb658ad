package io.millrace.config;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.YAMLException;

/** Reports where a file is broken instead of a stack trace, if {@link BrokenFiles} has found the file. */
final class BrokenFileFailureAnalyzer extends AbstractFailureAnalyzer<YAMLException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, YAMLException cause) {
        return Stream.of(rootFailure.getSuppressed())
                .filter(BrokenFileException.class::isInstance)
                .findFirst()
                .map(found -> new FailureAnalysis(found.getMessage(), "Correct the file and start again.", cause))
                .orElse(null);
    }
}
