package io.millrace.fault;

import java.util.concurrent.ThreadLocalRandom;

/** The ways in which a handler may fail. */
final class Failures {

    private Failures() {}

    /** Throws one of them, by chance. */
    static void throwAny() {
        switch (ThreadLocalRandom.current().nextInt(6)) {
            case 0 -> throw Failures.<RuntimeException>unchecked(new InterruptedException("Fails as it is told to"));
            case 1 -> {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Fails as it is told to", new InterruptedException());
            }
            case 2 -> deeper(0);
            case 3 -> throw new NoClassDefFoundError("Fails as it is told to");
            default -> throw new IllegalStateException("Fails as it is told to");
        }
    }

    /** Never ends but in a StackOverflowError. */
    private static int deeper(int depth) {
        return depth + deeper(depth + 1);
    }

    /** What the compiler does not know of. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
