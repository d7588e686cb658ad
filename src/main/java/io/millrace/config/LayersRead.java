package io.millrace.config;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Keeps what was read of an environment for as long as it has the same sources: a start asks for it several times. */
final class LayersRead {

    /** Softly: sources of a web application lead back to its environment. */
    private static final Map<Environment, SoftReference<Read>> READ = new WeakHashMap<>();

    private record Read(List<PropertySource<?>> sources, Layers layers) {

        boolean isOf(List<PropertySource<?>> others) {
            return sources.size() == others.size()
                    && IntStream.range(0, sources.size()).allMatch(i -> sources.get(i) == others.get(i));
        }
    }

    private LayersRead() {}

    static Layers of(Environment environment) {
        List<PropertySource<?>> sources = ((ConfigurableEnvironment) environment)
                .getPropertySources().stream().toList();
        synchronized (READ) {
            SoftReference<Read> kept = READ.get(environment);
            Read read = kept == null ? null : kept.get();
            if (read == null || !read.isOf(sources)) {
                read = new Read(sources, Layers.read(environment, Schema.root(Map.of())));
                READ.put(environment, new SoftReference<>(read));
            }
            return read.layers();
        }
    }
}
