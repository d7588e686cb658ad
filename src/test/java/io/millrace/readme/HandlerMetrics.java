package io.millrace.readme;

import io.millrace.dispatch.DispatchListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(1)
final class HandlerMetrics implements DispatchListener {

    private static final Logger log = LoggerFactory.getLogger(HandlerMetrics.class);

    final Map<String, LongAdder> attempts = new ConcurrentHashMap<>();
    final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    @Override
    public void attempt(Call call) {
        count(attempts, call);
    }

    @Override
    public void completed(Completed completed) {
        log.info("{} took {}", completed.call().handler(), completed.duration());
    }

    @Override
    public void failed(CallFailed failed) {
        count(failures, failed.call());
    }

    private static void count(Map<String, LongAdder> counters, Call call) {
        counters.computeIfAbsent(call.handler(), name -> new LongAdder()).increment();
    }
}
