package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.support.GenericApplicationContext;

class StoppingTests {

    @Test
    void isKnownBeforeAnythingIsStopped() {
        List<Boolean> atTheEnd = new ArrayList<>();
        GenericApplicationContext application = application();
        Stopping stopping = application.getBean(Stopping.class);
        application.registerBean(DisposableBean.class, () -> () -> atTheEnd.add(stopping.getAsBoolean()));
        application.getBean(DisposableBean.class);

        assertThat(stopping.getAsBoolean()).isFalse();
        application.close();

        assertThat(atTheEnd).containsExactly(true);
    }

    @Test
    void doesNotCountAContextBelow() {
        try (GenericApplicationContext application = application();
                GenericApplicationContext below = new GenericApplicationContext(application)) {
            below.refresh();
            below.close();

            assertThat(application.getBean(Stopping.class).getAsBoolean()).isFalse();
        }
    }

    private static GenericApplicationContext application() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean(Stopping.class, () -> new Stopping(context.getDefaultListableBeanFactory()));
        context.refresh();
        return context;
    }
}
