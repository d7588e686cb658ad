import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A real OpenSearch on the loopback interface, until the process that started it ends. Arguments: its port, its directory. */
class Server {

    public static void main(String[] args) throws InterruptedException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> settings.put("http.port", args[0])
                .put("network.host", "127.0.0.1")
                .put("transport.port", "0")
                .put("discovery.type", "single-node")
                .put("cluster.routing.allocation.disk.threshold_enabled", false));
        runner.build(OpenSearchRunner.newConfigs()
                .basePath(Path.of(args[1], "data-" + ProcessHandle.current().pid())
                        .toAbsolutePath()
                        .toString())
                .numOfNode(1)
                .clusterName("millrace"));
        Thread.currentThread().join(); // its own threads are daemons
    }
}
