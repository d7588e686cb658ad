package io.millrace.handler.ready.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/** A directory with a file for each letter, which mail programs open. Nothing leaves the machine. */
final class FileTransport implements Transport {

    private static final Logger log = LoggerFactory.getLogger(FileTransport.class);

    private final Path directory;
    private final InstantSource clock;
    private final Supplier<Session> session = SingletonSupplier.of(() -> Session.getInstance(new Properties()));

    FileTransport(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Written beside and moved: a file is whole, or not there. The same event has the same file. */
    @Override
    public void send(Letter letter) throws IOException, MessagingException {
        Path file = directory.resolve("%s-%s.eml"
                .formatted(letter.event().number(), letter.event().id().substring(0, 16)));
        Files.createDirectories(directory);
        Path draft = directory.resolve(".%s.tmp".formatted(UUID.randomUUID()));
        try {
            write(letter, draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        log.info("Wrote mail for {} to {}", letter.event().change(), file);
    }

    private void write(Letter letter, Path file) throws IOException, MessagingException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Mime.message(session.get(), letter, clock.instant()).writeTo(out);
        }
    }
}
