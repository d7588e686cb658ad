package io.millrace.config;

import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Whether the application is stopping. It is true before any bean stops. */
final class Stopping implements ApplicationListener<ContextClosedEvent>, BooleanSupplier {

    private final BeanFactory beans;
    private volatile boolean begun;

    /**
     * @param beans the bean factory of the application, by which the close of a child context is told apart
     */
    Stopping(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        ApplicationContext closed = event.getApplicationContext();
        if (closed.getAutowireCapableBeanFactory() == beans) {
            begun = true;
        }
    }

    @Override
    public boolean getAsBoolean() {
        return begun;
    }
}
