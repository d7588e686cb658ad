package io.millrace.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class VersionOfJar implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = MillraceCommands.class.getPackage().getImplementationVersion();
        return new String[] {"Millrace " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
