package io.millrace.config;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.function.SingletonSupplier;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads files with the loader that is there, and names the file that is broken, which no exception of SnakeYAML does. Spring Boot
 * takes the first loader of an extension, and from the order of all it takes which file is the stronger: so there are two of these.
 */
abstract sealed class NamedFiles implements PropertySourceLoader, Ordered {

    private final int order;
    private final SingletonSupplier<PropertySourceLoader> loader;

    static final class Properties extends NamedFiles {

        Properties() {
            super(HIGHEST_PRECEDENCE, "properties");
        }
    }

    static final class Yaml extends NamedFiles {

        Yaml() {
            super(HIGHEST_PRECEDENCE + 1, "yml");
        }
    }

    private NamedFiles(int order, String extension) {
        this.order = order;
        this.loader = SingletonSupplier.of(() -> loader(extension));
    }

    /** The first that would be asked, were it not for these. It is sought late, as these are made along with all others. */
    private static PropertySourceLoader loader(String extension) {
        SpringFactoriesLoader factories =
                SpringFactoriesLoader.forDefaultResourceLocation(NamedFiles.class.getClassLoader());
        return factories.load(PropertySourceLoader.class).stream()
                .filter(loader -> !(loader instanceof NamedFiles))
                .filter(loader -> List.of(loader.getFileExtensions()).contains(extension))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public String[] getFileExtensions() {
        return loader.obtain().getFileExtensions();
    }

    @Override
    public List<PropertySource<?>> load(String name, Resource file) throws IOException {
        return load(name, file, null);
    }

    /** @throws BrokenFileException if it is no YAML */
    @Override
    public List<PropertySource<?>> load(String name, Resource file, @Nullable Charset encoding) throws IOException {
        try {
            PropertySourceLoader own = loader.obtain();
            return encoding == null ? own.load(name, file) : own.load(name, file, encoding);
        } catch (YAMLException e) {
            throw new BrokenFileException(file, e);
        }
    }
}
