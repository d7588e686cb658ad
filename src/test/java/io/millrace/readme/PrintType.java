package io.millrace.readme;

import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.handler.kit.HandlerType;
import org.springframework.boot.context.properties.bind.DefaultValue;

final class PrintType implements HandlerType<PrintType.Settings> {

    /** @param prefix Text before the keys of each change. */
    record Settings(@DefaultValue("Changed:") String prefix) {}

    @Override
    public String name() {
        return "print";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        return (RecordHandler) change -> System.out.println(settings.prefix() + " " + change.keys());
    }
}
