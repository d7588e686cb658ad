package io.millrace.config;

import io.millrace.change.Printable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.util.FileCopyUtils;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** A configuration file is not valid YAML. The message says where and why. */
final class BrokenFileException extends RuntimeException {

    BrokenFileException(Resource file, YAMLException cause) {
        super(message(SettingLocation.file(file.getDescription()), file, cause), cause);
    }

    private static String message(String name, Resource file, YAMLException cause) {
        if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = marked.getProblemMark();
            return text(name, Position.of(mark), marked.getProblem() + context(marked, mark));
        }
        if (cause instanceof ReaderException character) {
            return text(
                    name,
                    Position.ofForbidden(file),
                    "the character U+%04X is not allowed".formatted(character.getCodePoint()));
        }
        return "%s: this can't be read as YAML: %s.".formatted(name, cause.getMessage());
    }

    private static String text(String name, @Nullable Position position, String problem) {
        String place = position == null ? name : "%s:%d".formatted(name, position.line());
        String column = position == null ? "" : ", from column %d on".formatted(position.column());
        return "%s: this can't be read as YAML%s: %s.".formatted(place, column, Printable.of(problem));
    }

    /** The construct that the parser was reading, if it began elsewhere. */
    private static String context(MarkedYAMLException marked, Mark problem) {
        Mark start = marked.getContextMark();
        return start == null || marked.getContext() == null || start.getIndex() == problem.getIndex()
                ? ""
                : ", %s that begins in line %d, column %d"
                        .formatted(marked.getContext(), start.getLine() + 1, start.getColumn() + 1);
    }

    /** Line and column, both from 1. */
    private record Position(int line, int column) {

        static Position of(Mark mark) {
            return new Position(mark.getLine() + 1, mark.getColumn() + 1);
        }

        /** The position of the first character that YAML does not allow; {@code null} if the file can't be read again. */
        static @Nullable Position ofForbidden(Resource file) {
            try (Reader reader = new UnicodeReader(file.getInputStream())) {
                String[] lines = FileCopyUtils.copyToString(reader).split("\\R", -1);
                for (int i = 0; i < lines.length; i++) {
                    int allowed = (int) lines[i].codePoints()
                            .takeWhile(StreamReader::isPrintable)
                            .count();
                    if (allowed < lines[i].codePointCount(0, lines[i].length())) {
                        return new Position(i + 1, allowed + 1);
                    }
                }
                return null;
            } catch (IOException e) {
                return null;
            }
        }
    }
}
