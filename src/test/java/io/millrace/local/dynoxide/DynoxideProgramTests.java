package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DynoxideProgramTests {

    @Test
    void isOfTheVersionThatTheBuildFetches() throws IOException {
        String version = Dynoxide.Program.VERSION;

        assertThat(Path.of("pom.xml"))
                .content()
                .contains("<dynoxide.version>%s</dynoxide.version>".formatted(version))
                .contains("/target/dynoxide/%s/node_modules/@dynoxide</missing>".formatted(version));
        assertThat(Files.readString(Path.of("src/main/npm/linux-x64/package-lock.json")))
                .contains("\"@dynoxide/linux-x64\": \"%s\"".formatted(version), "\"integrity\": \"sha512-");
    }
}
