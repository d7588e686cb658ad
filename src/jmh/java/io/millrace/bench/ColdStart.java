package io.millrace.bench;

import io.millrace.testkit.LambdaRuntime;
import java.io.IOException;
import java.util.List;

/**
 * From the start of the process to its first response, for an event of one record. The variants take turns, so that a
 * machine that gets slower meanwhile does it to all of them. Argument: the number of rounds, 10 by default.
 */
public final class ColdStart {

    private static final byte[] EVENT = Events.ofRecords(1);

    private ColdStart() {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Comparison comparison = variants -> measure(variants, rounds);
        comparison.print();
    }

    private static Timings measure(List<Variant> variants, int rounds) {
        // The first start reads from the disk what the others find in memory: it doesn't count.
        variants.forEach(ColdStart::nanosToFirstResponse);
        Timings timings = new Timings();
        for (int round = 0; round < rounds; round++) {
            variants.forEach(variant -> timings.add(variant, nanosToFirstResponse(variant)));
        }
        return timings;
    }

    private static long nanosToFirstResponse(Variant variant) {
        long start = System.nanoTime();
        try (LambdaRuntime runtime = variant.start()) {
            variant.invoke(runtime, EVENT);
            return System.nanoTime() - start;
        }
    }
}
