package io.millrace.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README's text and its fenced blocks. */
final class Readme {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private Readme() {}

    /** A fenced block: its language, and what is in it. */
    record Block(String language, String text) {

        /** The commands of a shell block, with continued lines joined. */
        List<String> commands() {
            return text.replaceAll("\\\\\\n\\s*", "").lines().toList();
        }
    }

    static String text() {
        return read(Path.of("README.md"));
    }

    static List<Block> blocks() {
        return BLOCK.matcher(text())
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    static List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    static List<String> commands() {
        return blocks("sh").stream().flatMap(block -> block.commands().stream()).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
