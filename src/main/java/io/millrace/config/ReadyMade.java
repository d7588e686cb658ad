package io.millrace.config;

import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingTemplates;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Creates the handlers below {@code millrace.handlers}, and collects mistakes. */
final class ReadyMade {

    static final ConfigurationPropertyName HANDLERS = ConfigurationPropertyName.of("millrace.handlers");

    static final String TYPE = "type";

    private final Settings settings;
    private final Mistakes mistakes;
    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final Map<String, List<Permission>> permissions = new HashMap<>();
    private final Map<String, List<ClientSettings>> clients = new HashMap<>();
    private final Map<String, Function<EventName, Set<Image>>> images = new HashMap<>();

    ReadyMade(Settings untyped, ObjectProvider<HandlerType<?>> types) {
        Set<String> names = names(untyped);
        Map<String, HandlerType<?>> byName = new TreeMap<>();
        if (!names.isEmpty()) {
            types.forEach(type -> byName.put(type.name(), type));
        }
        this.settings = untyped.withTypes(settingsClasses(untyped, names, byName));
        this.mistakes = new Mistakes(settings);
        names.forEach(name -> read(name, byName));
    }

    private static Map<String, Class<?>> settingsClasses(
            Settings settings, Set<String> names, Map<String, HandlerType<?>> types) {
        Map<String, Class<?>> classes = new HashMap<>();
        for (String name : names) {
            HandlerType<?> type = types.get(type(settings, Settings.child(HANDLERS, name)));
            if (type != null) {
                classes.put(name, type.settings());
            }
        }
        return classes;
    }

    private static String type(Settings settings, ConfigurationPropertyName key) {
        return settings.find(key.append(TYPE))
                .map(set -> settings.resolved(set.getValue().toString()))
                .orElse("");
    }

    static Set<String> names(Settings settings) {
        return new TreeSet<>(settings.children(HANDLERS));
    }

    /** The mistakes so far; readers of other settings add theirs. */
    Mistakes mistakes() {
        return mistakes;
    }

    /** The handler of this name. The configuration has no mistakes. */
    Handler handler(String name) {
        return Objects.requireNonNull(handlers.get(name));
    }

    /** The permissions that the handler of this name needs; none if there is no such handler here. */
    List<Permission> permissions(String name) {
        return permissions.getOrDefault(name, List.of());
    }

    /** The settings of the AWS clients of the handler of this name; none if there is no such handler here. */
    List<ClientSettings> clients(String name) {
        return clients.getOrDefault(name, List.of());
    }

    /** The images that the handler of this name needs for a change of this event name; none if there is no such handler here. */
    Set<Image> images(String name, EventName event) {
        return images.getOrDefault(name, none -> Set.of()).apply(event);
    }

    private static <S extends Record> Function<EventName, Set<Image>> images(HandlerType<S> type, S settings) {
        Set<Image> named = SettingTemplates.images(settings);
        return event -> {
            Set<Image> needed = Image.of(event, named);
            needed.addAll(type.images(settings, event));
            return needed;
        };
    }

    private void read(String name, Map<String, HandlerType<?>> types) {
        ConfigurationPropertyName key = Settings.child(HANDLERS, name);
        if (TakenNames.has(name)) {
            mistakes.add(key, TakenNames.problem(name));
        }
        String wanted = type(settings, key);
        HandlerType<?> type = types.get(wanted);
        if (type == null && wanted.isEmpty() && noteValue(key)) {
            return;
        }
        if (type == null) {
            mistakes.add(key.append(TYPE), noType(wanted, types.keySet()));
        } else {
            make(name, key, type);
        }
    }

    /** Adds a mistake for a value in place of the keys of a handler or of its type. Returns whether there is one. */
    private boolean noteValue(ConfigurationPropertyName key) {
        if (settings.findAround(key.append(TYPE)).isPresent()
                && settings.find(key.append(TYPE)).isEmpty()) {
            mistakes.add(key.append(TYPE), "'type' takes one value, and neither a list nor keys below it.");
            return true;
        }
        String value = settings.find(key).map(set -> set.getValue().toString()).orElse("");
        if (!value.isEmpty()) {
            mistakes.add(
                    key,
                    "'%s' can't be read as a block of keys. A handler begins with its type: { type: … }."
                            .formatted(value));
        }
        return !value.isEmpty();
    }

    private static String noType(String wanted, Set<String> types) {
        Optional<String> library = HandlerLibraries.needed(wanted);
        if (library.isPresent()) {
            return "type '%s' needs the library %s".formatted(wanted, library.get());
        }
        String problem = wanted.isEmpty()
                ? "a handler needs a type."
                : "there is no type '%s'.%s".formatted(wanted, Nearest.hint(wanted, types));
        return "%s Known types: %s.".formatted(problem, types);
    }

    private <S extends Record> void make(String name, ConfigurationPropertyName key, HandlerType<S> type) {
        S bound = settings.binder()
                .bindOrCreate(key, Bindable.of(type.settings()), PropertiesReader.noting(settings, mistakes));
        try {
            handlers.put(name, type.handler(name, bound));
            permissions.put(name, type.permissions(bound));
            clients.put(name, type.clients(bound));
            images.put(name, images(type, bound));
        } catch (InvalidSettingException e) {
            ConfigurationPropertyName wrong = key.append(e.key());
            if (!isWrongMap(wrong.chop(key.getNumberOfElements() + 1), type.settings())) {
                mistakes.add(wrong, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Whether the keys or values of a map are wrong already, from which further mistakes would follow. */
    private boolean isWrongMap(ConfigurationPropertyName key, Class<?> settings) {
        RecordKeys.Key known =
                RecordKeys.of(settings).byPlainName().get(Schema.plain(key.getLastElement(Form.ORIGINAL)));
        return known != null && known.type().resolve() == Map.class && mistakes.anyAt(key);
    }
}
