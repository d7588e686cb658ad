package io.millrace.config;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Finds the file that made a start fail. No exception of SnakeYAML names it, so after such a failure the files are read once
 * more. The result is added to the failure as a suppressed exception, for {@link BrokenFileFailureAnalyzer}.
 */
final class BrokenFiles implements SmartApplicationListener {

    private @Nullable ApplicationEnvironmentPreparedEvent prepared;

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE; // before Spring Boot reads the files
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
        return SpringApplicationEvent.class.isAssignableFrom(type);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationFailedEvent failed && prepared != null) {
            tell(failed.getException(), prepared);
        }
        prepared = event instanceof ApplicationEnvironmentPreparedEvent now ? now : null;
    }

    private static void tell(Throwable failure, ApplicationEnvironmentPreparedEvent prepared) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof YAMLException broken) {
                new Reading(prepared)
                        .find(broken)
                        .ifPresent(file -> failure.addSuppressed(new BrokenFileException(file, broken)));
                return;
            }
        }
    }

    /** Reads the files as the start did, and records which they are. */
    private static final class Reading implements ResourceLoader {

        private final ApplicationEnvironmentPreparedEvent prepared;
        private final ResourceLoader loader;
        private final List<Resource> asked = new ArrayList<>();

        Reading(ApplicationEnvironmentPreparedEvent prepared) {
            ResourceLoader own = prepared.getSpringApplication().getResourceLoader();
            this.prepared = prepared;
            this.loader = own == null ? new DefaultResourceLoader() : own;
        }

        @Override
        public Resource getResource(String location) {
            Resource resource = loader.getResource(location);
            asked.add(resource);
            return resource;
        }

        @Override
        public @Nullable ClassLoader getClassLoader() {
            return loader.getClassLoader();
        }

        Optional<Resource> find(YAMLException broken) {
            try {
                ConfigDataEnvironmentPostProcessor.applyTo(
                        prepared.getEnvironment(),
                        this,
                        prepared.getBootstrapContext(),
                        prepared.getSpringApplication().getAdditionalProfiles());
            } catch (YAMLException e) {
                return asked.stream()
                        .flatMap(Reading::withFilesBelow)
                        .filter(file -> breaksBy(broken, file))
                        .findFirst();
            }
            return Optional.empty();
        }

        /** The resource; for a location with a wildcard, the files in the directories below it. */
        private static Stream<Resource> withFilesBelow(Resource resource) {
            try {
                return resource.isFile() && resource.getFile().isDirectory()
                        ? files(resource.getFile())
                                .flatMap(directory -> files(directory).map(FileSystemResource::new))
                        : Stream.of(resource);
            } catch (IOException e) {
                return Stream.empty();
            }
        }

        private static Stream<File> files(File directory) {
            File[] files = directory.listFiles();
            return files == null ? Stream.empty() : Stream.of(files).sorted();
        }

        private static boolean breaksBy(YAMLException broken, Resource file) {
            try {
                if (file.isReadable() && !"properties".equals(StringUtils.getFilenameExtension(file.getFilename()))) {
                    new YamlPropertySourceLoader().load("file", file);
                }
                return false;
            } catch (YAMLException e) {
                return String.valueOf(e.getMessage()).equals(broken.getMessage());
            } catch (IOException e) {
                return false;
            }
        }
    }
}
