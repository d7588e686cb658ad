package io.millrace.config;

import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Whether the application is being stopped, from before anything in it is. */
final class Stopping implements ApplicationListener<ContextClosedEvent>, BooleanSupplier {

    private final BeanFactory beans;
    private volatile boolean begun;

    /**
     * @param beans of the application: a context below it may close by itself
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
