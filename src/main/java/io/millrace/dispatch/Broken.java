package io.millrace.dispatch;

/** Distinguishes errors after which the process can't continue from those that count as any failure. */
final class Broken {

    private Broken() {}

    /** Throws what was thrown outside of handlers if it says that the process is unusable, such as out of memory. */
    static void throwIfUnusable(Throwable thrown) {
        if (thrown instanceof VirtualMachineError broken && !(thrown instanceof StackOverflowError)) {
            throw broken;
        }
    }
}
