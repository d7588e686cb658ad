package io.millrace.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of the README and of the book, and their fenced blocks. */
final class Readme {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private static final Pattern PAGE = Pattern.compile("src/docs/[\\w/-]+\\.md");

    private Readme() {}

    /** A fenced block: its language, and what is in it. */
    record Block(String language, String text) {

        /** The commands of a shell block, with continued lines joined. */
        List<String> commands() {
            return text.replaceAll("\\\\\\n\\s*", "").lines().toList();
        }
    }

    /** The README, and the pages of the book in the order that the README ends with. */
    static List<Path> files() {
        Path face = Path.of("README.md");
        Set<Path> files = new LinkedHashSet<>(List.of(face));
        PAGE.matcher(read(face).split("## Read on")[1]).results().forEach(page -> files.add(Path.of(page.group())));
        try (Stream<Path> pages = Files.walk(Path.of("src", "docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(files);
    }

    static String text() {
        return files().stream().map(Readme::read).collect(Collectors.joining("\n"));
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
