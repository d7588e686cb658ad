package io.millrace.dispatch;

/** Tells errors after which the process can't go on from those that are as good as any failure. */
final class Broken {

    private Broken() {}

    /** Throws what was thrown outside of handlers if it says that the process is unusable, such as out of memory. */
    static void throwIfUnusable(Throwable thrown) {
        if (thrown instanceof VirtualMachineError broken && !(thrown instanceof StackOverflowError)) {
            throw broken;
        }
    }
}
