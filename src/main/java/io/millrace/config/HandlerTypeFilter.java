package io.millrace.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;

/** Skips the types of ready-made handlers if the configuration has no handler, so that they don't slow down the start. */
final class HandlerTypeFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String TYPES = "io.millrace.handler.";

    private boolean wanted;

    /** Ahead-of-time processing keeps all types, since the configuration may change later. */
    @Override
    public void setEnvironment(Environment environment) {
        wanted = Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
                || Settings.hasBelow(environment, ReadyMade.HANDLERS);
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            matches[i] = candidates[i] != null && (wanted || !candidates[i].startsWith(TYPES));
        }
        return matches;
    }
}
