package io.millrace.handler.ready;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.dispatch.Handler;
import io.millrace.dispatch.RecordHandler;
import io.millrace.handler.HandlerType;
import io.millrace.handler.ready.LogType.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Writes each change into the log, as one line: table, event name, sequence number, and the names of what differs. What is in
 * the item is only written at DEBUG, unless the settings say otherwise. Repeated, it writes the line again.
 */
final class LogType implements HandlerType<Settings> {

    /**
     * @param showImages Whether keys and images are written at INFO, and not only at DEBUG.
     */
    record Settings(@DefaultValue("false") boolean showImages) {}

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Handler handler(String name, Settings settings) {
        Logger log = LoggerFactory.getLogger("io.millrace.handler.log." + name);
        return (RecordHandler) change -> {
            log.info("{}", settings.showImages() ? withImages(change) : line(change));
            if (!settings.showImages() && log.isDebugEnabled()) {
                log.debug("{}", withImages(change));
            }
        };
    }

    private static String line(Change<Item> change) {
        String expired = change.expired() ? " by time to live" : "";
        String line = "Table '%s': %s%s %s".formatted(change.table(), change.event(), expired, change.sequenceNumber());
        boolean two = change.findOldItem().isPresent() && change.findNewItem().isPresent();
        return two ? line + ", changed " + change.diff().differences().keySet() : line;
    }

    private static String withImages(Change<Item> change) {
        StringBuilder line = new StringBuilder(line(change))
                .append(", keys ")
                .append(change.keys().toJson());
        change.findOldItem().ifPresent(item -> line.append(", old ").append(item.toJson()));
        change.findNewItem().ifPresent(item -> line.append(", new ").append(item.toJson()));
        return line.toString();
    }
}
