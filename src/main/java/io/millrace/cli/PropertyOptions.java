package io.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** Options of the form {@code --a.b=c} that go to Spring. */
final class PropertyOptions {

    private static final String PROPERTY = "--[\\w-]+(\\.[\\w\\[\\]-]+)+=.*";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Unmatched
    private List<String> others = new ArrayList<>();

    /** @throws UnmatchedArgumentException if one of them is no property */
    List<String> properties() {
        List<String> unknown =
                others.stream().filter(other -> !other.matches(PROPERTY)).toList();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(command.commandLine(), unknown);
        }
        return others;
    }
}
