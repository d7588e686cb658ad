package io.millrace.handler.ready.log;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.Printable;
import io.millrace.event.EventWriter;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.log.LogType.Settings;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;

/**
 * Logs each change as one line: table, event name, sequence number, and the names of the attributes that differ, or a text
 * from the settings. Contents of items are logged at DEBUG only, unless the settings say otherwise. A repeated change is
 * logged again.
 */
@AutoConfiguration
@Lazy
final class LogType implements HandlerType<Settings> {

    private static final Pattern BREAKS = Pattern.compile("\\R+");

    /**
     * @param message Text of the line, in Mustache: {{new.title}}; the names of the attributes that differ when left out.
     * @param showImages Whether keys and images are logged at INFO, and not only at DEBUG.
     * @param raw Whether the whole record is logged at INFO, as Lambda's JSON.
     */
    record Settings(
            @Nullable String message,
            @DefaultValue("false") boolean showImages,
            @DefaultValue("false") boolean raw) {}

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Handler handler(String name, Settings settings) {
        Logger log = LoggerFactory.getLogger("io.millrace.handler.log." + name);
        Function<Change<Item>, String> text = text(settings.message());
        return (RecordHandler) change -> {
            String line = "Table '%s': %s%s %s%s"
                    .formatted(
                            change.table(),
                            change.event(),
                            change.expired() ? " by time to live" : "",
                            change.sequenceNumber(),
                            text.apply(change));
            log.info("{}", asOne(line + shown(settings, change)));
            if (!settings.showImages() && log.isDebugEnabled()) {
                log.debug("{}", asOne(line + images(change)));
            }
        };
    }

    private static String shown(Settings settings, Change<Item> change) {
        String images = settings.showImages() ? images(change) : "";
        return settings.raw() ? images + ", record " + raw(change) : images;
    }

    private static String raw(Change<Item> change) {
        return new String(EventWriter.write(change.original()), StandardCharsets.UTF_8);
    }

    private static String asOne(String line) {
        return Printable.of(BREAKS.matcher(line).replaceAll(" "));
    }

    private static Function<Change<Item>, String> text(@Nullable String message) {
        return message == null
                ? LogType::differences
                : SettingChecks.line("message", message).andThen(text -> ": " + text);
    }

    private static String differences(Change<Item> change) {
        boolean two = change.findOldItem().isPresent() && change.findNewItem().isPresent();
        return two ? ", changed " + change.diff().differences().keySet() : "";
    }

    private static String images(Change<Item> change) {
        StringBuilder line = new StringBuilder(", keys ").append(change.keys().toJson());
        change.findOldItem().ifPresent(item -> line.append(", old ").append(item.toJson()));
        change.findNewItem().ifPresent(item -> line.append(", new ").append(item.toJson()));
        return line.toString();
    }
}
