package io.millrace.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Options of the form {@code --a.b=c} that go to Spring. */
final class PropertyOptions {

    private static final String PROPERTY = "--[\\w-]+(\\.[\\w\\[\\]-]+)+=.*";

    private PropertyOptions() {}

    /**
     * What goes to Spring of the options that a command doesn't know.
     *
     * @throws UnmatchedArgumentException if one of them is no property
     */
    static List<String> of(CommandSpec command, List<String> others) {
        List<String> unknown =
                others.stream().filter(other -> !other.matches(PROPERTY)).toList();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(command.commandLine(), unknown);
        }
        return others;
    }
}
