package io.millrace.handler.ready.mail;

import io.millrace.files.PrivateFiles;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/** Writes a file for each letter into a directory, for mail programs to open. Nothing leaves the machine. */
final class FileTransport implements Transport {

    private static final Logger log = LoggerFactory.getLogger(FileTransport.class);

    private final Path directory;
    private final InstantSource clock;
    private final Supplier<Session> session = SingletonSupplier.of(() -> Session.getInstance(new Properties()));

    FileTransport(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Writes to another file first and moves it, so that a file is complete or does not exist. The same event has the same
     * file.
     */
    @Override
    public void send(Letter letter) throws IOException, MessagingException {
        Path file = directory.resolve("%s-%s.eml"
                .formatted(letter.event().number(), letter.event().id().substring(0, 16)));
        PrivateFiles.<MessagingException>write(file, out -> Mime.message(session.get(), letter, clock.instant())
                .writeTo(out));
        log.info("Wrote mail for {} to {}", letter.event().change(), file);
    }
}
