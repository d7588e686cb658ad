package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.millrace.aws.AwsClientCustomizer;
import io.millrace.testkit.LocalCredentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@ExtendWith(LocalCredentials.class)
class RedriveClientTests {

    private static final List<String> NAMES = new CopyOnWriteArrayList<>();
    private static URI endpoint = URI.create("http://127.0.0.1:1");

    @Configuration(proxyBeanMethods = false)
    @Import(EffectsApplication.class)
    static class Customized {

        @Bean
        AwsClientCustomizer elsewhere() {
            return (name, builder) -> {
                NAMES.add(name);
                builder.endpointOverride(endpoint);
            };
        }
    }

    @Test
    void readsItsSourceWithTheCustomizedClientOfTheApplication(@TempDir Path directory) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] none = "{}".getBytes();
                exchange.sendResponseHeaders(200, none.length);
                exchange.getResponseBody().write(none);
            }
        });
        server.start();
        try {
            endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            Path file = Files.writeString(
                    directory.resolve("application.yml"), EffectsApplication.CONFIGURATION.formatted("stop"));
            StringWriter out = new StringWriter();

            int code = MillraceCommands.commandLine(Customized.class)
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(out))
                    .execute(
                            "redrive",
                            "--from",
                            "sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/letters",
                            "--spring.config.location=file:" + file);

            assertThat(out.toString()).isEqualTo("Nothing to redrive%n".formatted());
            assertThat(code).isZero();
            assertThat(NAMES).containsExactly("redrive");
        } finally {
            server.stop(0);
        }
    }
}
