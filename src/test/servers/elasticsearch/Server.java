import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.Build;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * A real Elasticsearch on the loopback interface, until the process that started it ends. Arguments: its port, its directory,
 * the jars of its HTTP, which have to be a module of their own.
 */
class Server {

    public static void main(String[] args) throws Exception {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        Path home = Path.of(args[1], "data-" + ProcessHandle.current().pid()).toAbsolutePath();
        Path module = module(home, args[2].split(File.pathSeparator));
        Settings settings = Settings.builder()
                .put("path.home", home)
                .put("cluster.name", "millrace")
                .put("http.port", args[0])
                .put("network.host", "127.0.0.1")
                .put("transport.port", "0")
                .put("discovery.type", "single-node")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        LogConfigurator.configureWithoutConfig(Settings.EMPTY);
        LogConfigurator.configureESLogging();
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "millrace");
        new Node(
                        environment,
                        PluginsLoader.createPluginsLoader(
                                PluginsLoader.loadModulesBundles(module), Set.of(), Map.of(), false))
                .start();
        Thread.currentThread().join(); // its own threads are daemons
    }

    private static Path module(Path home, String[] jars) throws Exception {
        Path modules = home.resolve("modules");
        Path netty = Files.createDirectories(modules.resolve("transport-netty4"));
        for (String jar : jars) {
            Path copy = netty.resolve(Path.of(jar).getFileName());
            if (!Files.exists(copy)) {
                Files.copy(Path.of(jar), copy);
            }
        }
        Files.writeString(netty.resolve("plugin-descriptor.properties"), """
                name=transport-netty4
                description=HTTP
                version=%1$s
                elasticsearch.version=%1$s
                java.version=17
                classname=org.elasticsearch.transport.netty4.Netty4Plugin
                """.formatted(Build.current().version()));
        Files.createDirectories(home.resolve("config"));
        return modules;
    }
}
