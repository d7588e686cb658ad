package io.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class WorkersTests {

    @Test
    void runsInTheThreadOfTheCallerWhereNothingRunsInParallel() {
        assertThat(threadOf(1)).isSameAs(Thread.currentThread());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void usesVirtualThreadsWhereTheJdkHasThem() throws ReflectiveOperationException {
        assertThat(Thread.class.getMethod("isVirtual").invoke(threadOf(2))).isEqualTo(true);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void usesDaemonThreadsOfItsOwnOnAnOlderJdk() {
        Thread thread = threadOf(2);

        assertThat(thread.getName()).isEqualTo("millrace-worker");
        assertThat(thread.isDaemon()).isTrue();
    }

    private static Thread threadOf(int concurrency) {
        return CompletableFuture.supplyAsync(Thread::currentThread, Workers.of(concurrency))
                .join();
    }
}
