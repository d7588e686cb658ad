package io.millrace.dispatch;

/** Distinguishes errors after which the process can't continue from those that count as any failure. */
final class Broken {

    private Broken() {}

    /** Rethrows an error that makes the process unusable, such as an exhausted memory. */
    static void throwIfUnusable(Throwable thrown) {
        if (thrown instanceof VirtualMachineError broken && !(thrown instanceof StackOverflowError)) {
            throw broken;
        }
    }
}
