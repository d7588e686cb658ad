package io.millrace.fault;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What came of some runs.
 *
 * @param kills how often the process was killed while it had a batch in hand
 * @param mayRepeat how many effects the kills may have cut off from being recorded
 * @param lost records and handlers with neither an effect nor a dead letter
 */
record FaultReport(
        String name,
        int runs,
        int records,
        int invocations,
        int stops,
        int kills,
        int storeFaults,
        int deadLetters,
        int repeated,
        int mayRepeat,
        int lost,
        int outOfOrder) {

    static final String HEAD = """
            | remembered | runs | records | invocations | stopped early | kills | store faults | dead letters | effects repeated | lost | out of order |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    static FaultReport sum(String name, List<FaultReport> reports) {
        return new FaultReport(
                name,
                reports.size(),
                sum(reports, FaultReport::records),
                sum(reports, FaultReport::invocations),
                sum(reports, FaultReport::stops),
                sum(reports, FaultReport::kills),
                sum(reports, FaultReport::storeFaults),
                sum(reports, FaultReport::deadLetters),
                sum(reports, FaultReport::repeated),
                sum(reports, FaultReport::mayRepeat),
                sum(reports, FaultReport::lost),
                sum(reports, FaultReport::outOfOrder));
    }

    private static int sum(List<FaultReport> reports, ToIntFunction<FaultReport> number) {
        return reports.stream().mapToInt(number).sum();
    }

    String row() {
        return "| %s | %d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %d | %d |%n"
                .formatted(
                        name,
                        runs,
                        records,
                        invocations,
                        stops,
                        kills,
                        storeFaults,
                        deadLetters,
                        repeated,
                        lost,
                        outOfOrder);
    }
}
