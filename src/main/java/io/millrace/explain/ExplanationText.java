package io.millrace.explain;

import io.millrace.change.Printable;
import io.millrace.explain.Explanation.RouteAnswer;
import io.millrace.routing.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explanations as text. */
final class ExplanationText {

    private ExplanationText() {}

    /** A block of lines for each record. */
    static String of(List<Explanation> explanations) {
        return explanations.stream().map(ExplanationText::record).collect(Collectors.joining("\n"));
    }

    private static String record(Explanation explanation) {
        String table = explanation.table().isEmpty() ? "" : explanation.table() + " ";
        return line("%s%s: %s", table, explanation.record(), outcome(explanation))
                + explanation.routes().stream().map(ExplanationText::route).collect(Collectors.joining());
    }

    private static String outcome(Explanation explanation) {
        if (!explanation.isAnswered()) {
            return explanation.problem();
        }
        Optional<String> fails = explanation.routes().stream()
                .filter(RouteAnswer::fails)
                .map(RouteAnswer::route)
                .findFirst();
        if (fails.isPresent()) {
            return "fails in route '%s', whose on-failure decides what follows".formatted(fails.get());
        }
        String runs = explanation.routes().stream()
                .filter(RouteAnswer::matches)
                .flatMap(route -> route.handlers().stream())
                .collect(Collectors.joining(", "));
        return runs.isEmpty() ? "no route matches" : "runs " + runs;
    }

    private static String route(RouteAnswer route) {
        return line("  %s: %s", route.route(), route.matches() ? "matches" : route.fails() ? "fails" : "does not match")
                + route.conditions().stream().map(ExplanationText::result).collect(Collectors.joining());
    }

    private static String result(Condition.Result result) {
        String seen = result.seen().isEmpty() ? "" : " (here: %s)".formatted(result.seen());
        String wanted = result.wanted().replaceAll("\\s*\\R\\s*", " "); // an expression may have several lines
        return line("    %s %s: %s%s", result.met() ? "yes" : " NO", result.key(), wanted, seen);
    }

    private static String line(String format, String... parts) {
        return Printable.of(format.formatted((Object[]) parts)) + "\n";
    }
}
