package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Finds what a deployment needs besides the template: a zip with the right libraries, and addresses that AWS can reach. */
final class DeploymentNotes {

    private static final Pattern ON_THIS_MACHINE = Pattern.compile(
            "(sqs:)?https?://([^/@]*@)?(localhost|127\\.[0-9.]+|0\\.0\\.0\\.0|\\[::1?])([:/].*)?|localhost|127\\.[0-9.]+|::1");

    private final Settings settings;

    private DeploymentNotes(Settings settings) {
        this.settings = settings;
    }

    static List<String> of(Settings settings) {
        DeploymentNotes notes = new DeploymentNotes(settings);
        List<String> all = new ArrayList<>(notes.build());
        all.addAll(notes.addresses());
        return all;
    }

    private List<String> build() {
        Set<String> libraries = new TreeSet<>();
        ReadyMade.names(settings)
                .forEach(handler -> addLibraries(Settings.child(ReadyMade.HANDLERS, handler), libraries));
        for (String key : List.of("millrace.dead-letter", "millrace.dead-letter-overflow")) {
            value(ConfigurationPropertyName.of(key))
                    .filter(place -> place.startsWith("s3:"))
                    .flatMap(place -> HandlerLibraries.library("archive"))
                    .ifPresent(libraries::add);
        }
        Set<String> profiles = new TreeSet<>();
        libraries.forEach(library -> HandlerLibraries.profile(library).ifPresent(profiles::add));
        return profiles.isEmpty()
                ? List.of()
                : List.of("Build the zip by 'mvn -P%s package'; in a project of your own it needs %s"
                        .formatted(
                                String.join(",", profiles),
                                String.join(
                                        ", ",
                                        libraries.stream()
                                                .map(HandlerLibraries::coordinates)
                                                .toList())));
    }

    /** Adds the libraries that a type needs always, with one of its settings, or for templates in its texts. */
    private void addLibraries(ConfigurationPropertyName handler, Set<String> libraries) {
        String type = value(handler.append("type")).orElse("");
        HandlerLibraries.library(type).ifPresent(libraries::add);
        settings.all().stream()
                .filter(value -> handler.isAncestorOf(value.name()))
                .forEach(value -> {
                    HandlerLibraries.library(type + "." + settings.resolved(value.written()))
                            .ifPresent(libraries::add);
                    if (value.written().contains("{{")) {
                        HandlerLibraries.library("{{").ifPresent(libraries::add);
                    }
                });
    }

    private List<String> addresses() {
        return settings.all().stream()
                .filter(value -> ON_THIS_MACHINE
                        .matcher(settings.resolved(value.written()))
                        .matches())
                .map(value -> KeyText.of(value.writtenName()))
                .map(
                        "'%s' is an address on this machine, which no Lambda function reaches: set another for the deployment"
                                ::formatted)
                .toList();
    }

    private Optional<String> value(ConfigurationPropertyName name) {
        return settings.find(name)
                .map(ConfigurationProperty::getValue)
                .map(value -> settings.resolved(value.toString()));
    }
}
