package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairTasksTests {

    private final FairTasks tasks = new FairTasks();
    private final List<String> ran = new ArrayList<>();

    private void add(String table, String... names) {
        for (String name : names) {
            tasks.add(table, () -> ran.add(name));
        }
    }

    private void run(int times) {
        for (int i = 0; i < times; i++) {
            tasks.runNext();
        }
    }

    @Test
    void runsTheTasksOfATableInTheirOrder() {
        add("orders", "a", "b", "c");
        run(3);

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void servesTablesInTurn() {
        add("orders", "a1", "a2", "a3");
        add("pets", "b1");
        add("items", "c1", "c2");
        run(6);

        assertThat(ran).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
    }

    @Test
    void prefersTheTableOfWhichTheFewestRun() {
        tasks.add("slow", () -> {
            add("slow", "slow");
            add("fast", "fast1", "fast2");
            run(3);
        });
        run(1);

        assertThat(ran).containsExactly("fast1", "fast2", "slow");
    }

    @Test
    void countsATaskThatThrowsNoLonger() {
        tasks.add("orders", () -> {
            throw new IllegalStateException("as scripted");
        });
        try {
            run(1);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("as scripted");
        }
        add("orders", "a");
        add("pets", "b");
        run(2);

        assertThat(ran).containsExactly("a", "b");
    }
}
