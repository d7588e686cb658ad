package io.millrace.bench;

import io.millrace.testkit.LambdaRuntime;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From handing over an event to the response, in processes that are warm and take turns. Arguments: the number of
 * records in the event, 1,000 by default, and the number of measured invocations of each variant, 300 by default.
 */
public final class WarmInvocations {

    private static final int WARM_UP = 300;

    private WarmInvocations() {}

    public static void main(String[] args) throws IOException {
        byte[] event = Events.ofRecords(args.length > 0 ? Integer.parseInt(args[0]) : 1_000);
        int invocations = args.length > 1 ? Integer.parseInt(args[1]) : 300;
        Comparison comparison = variants -> measure(variants, event, invocations);
        comparison.print();
    }

    private static Timings measure(List<Variant> variants, byte[] event, int invocations) {
        Map<Variant, LambdaRuntime> runtimes = new LinkedHashMap<>();
        try {
            variants.forEach(variant -> runtimes.put(variant, variant.start()));
            repeat(WARM_UP, runtimes, event);
            return repeat(invocations, runtimes, event);
        } finally {
            runtimes.values().forEach(LambdaRuntime::close);
        }
    }

    private static Timings repeat(int times, Map<Variant, LambdaRuntime> runtimes, byte[] event) {
        Timings timings = new Timings();
        for (int n = 0; n < times; n++) {
            runtimes.forEach((variant, runtime) -> timings.add(variant, nanosOf(variant, runtime, event)));
        }
        return timings;
    }

    private static long nanosOf(Variant variant, LambdaRuntime runtime, byte[] event) {
        long start = System.nanoTime();
        variant.invoke(runtime, event);
        return System.nanoTime() - start;
    }
}
