package io.millrace.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The entries below {@code millrace} of one property source.
 *
 * @param source the source as Spring Boot sees it
 * @param entries in the order of the source; none for a source that can't list its names
 */
record WrittenSource(ConfigurationPropertySource source, List<Entry> entries) {

    /** All sources of an environment, the strongest first. */
    static List<WrittenSource> allOf(Environment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .map(source -> new WrittenSource(source, entries(source).toList()))
                .toList();
    }

    private static Stream<Entry> entries(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof EnumerablePropertySource<?> own
                ? Stream.of(own.getPropertyNames())
                        .filter(name -> isVariables(source)
                                ? isVariable(own, name, source)
                                : name.regionMatches(true, 0, "millrace", 0, 8))
                        .map(name -> entry(own, name))
                        .filter(entry -> isVariables(source)
                                || Schema.plain(entry.name().part(0).text()).equals("millrace"))
                : Stream.empty();
    }

    private static Entry entry(EnumerablePropertySource<?> source, String name) {
        Object value = source.getProperty(name);
        return new Entry(WrittenName.of(name), value == null ? "" : value, PropertySourceOrigin.get(source, name));
    }

    /** Whether a variable is below {@code millrace}, after the prefix that an application may give its variables. */
    private static boolean isVariable(
            EnumerablePropertySource<?> variables, String name, ConfigurationPropertySource source) {
        int start = name.toLowerCase(Locale.ROOT).indexOf("millrace_");
        if (start <= 0) {
            return start == 0;
        }
        String rest = name.substring(start);
        return Stream.of(variables.getPropertyNames()).noneMatch(rest::equalsIgnoreCase)
                && source.getConfigurationProperty(ConfigurationPropertyName.adapt(rest, '_')) != null;
    }

    private static boolean isVariables(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    }

    /** Whether the source lists its names. */
    boolean isListed() {
        return source.getUnderlyingSource() instanceof EnumerablePropertySource<?>;
    }

    /** Whether it holds the variables of the process's environment. */
    boolean isVariables() {
        return isVariables(source);
    }

    /** Whether an unknown key in it is a mistake. */
    boolean isStrict() {
        return new UnboundElementsSourceFilter().apply(source);
    }

    /** Whether this is the same source with the same names and values. */
    boolean equalsSource(WrittenSource other) {
        return source.getUnderlyingSource() == other.source.getUnderlyingSource() && values().equals(other.values());
    }

    private List<Map.Entry<String, Object>> values() {
        return entries.stream()
                .map(entry -> Map.entry(entry.name().text(), entry.value()))
                .toList();
    }
}
