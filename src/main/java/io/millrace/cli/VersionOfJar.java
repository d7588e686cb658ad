package io.millrace.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class VersionOfJar implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Millrace " + version()};
    }

    static String version() {
        return Objects.requireNonNullElse(
                MillraceCommands.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
