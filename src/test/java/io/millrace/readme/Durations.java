package io.millrace.readme;

import io.millrace.dispatch.DispatchListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(1)
final class Durations implements DispatchListener {

    private static final Logger log = LoggerFactory.getLogger(Durations.class);

    @Override
    public void completed(Completed completed) {
        log.info("{} took {}", completed.call().handler(), completed.duration());
    }
}
