package io.millrace.handler.kit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks the placeholders of a JSON template that are not escaped: those in three braces, and those outside quotes. */
final class JsonTemplate {

    private static final Pattern TAG = Pattern.compile("\\{\\{\\{([^{}]*)}}}|\\{\\{([^{}]*)}}");
    private static final String OTHER_TAGS = "!>-"; // comments, includes, -index

    private final Deque<Boolean> sections = new ArrayDeque<>();
    private final StringBuilder marked = new StringBuilder();
    private final boolean quotes;
    private boolean quoted;
    private boolean clear = true;

    private JsonTemplate(boolean quotes) {
        this.quotes = quotes;
    }

    /**
     * Returns the template with its marks. If a section begins or ends within quotes, the change decides what is quoted, and
     * only placeholders in three braces are marked.
     *
     * @throws IllegalArgumentException if it changes the delimiters, which hides placeholders
     */
    static String marked(String template) {
        if (template.contains("{{=")) {
            throw new IllegalArgumentException("the template changes its delimiters, which a text of JSON can't.");
        }
        return new JsonTemplate(true)
                .scan(template)
                .orElseGet(() -> new JsonTemplate(false).scan(template).orElse(template));
    }

    private Optional<String> scan(String template) {
        Matcher tags = TAG.matcher(template);
        int end = 0;
        while (tags.find()) {
            text(template.substring(end, tags.start()));
            tag(tags);
            end = tags.end();
        }
        text(template.substring(end));
        return clear && !quoted ? Optional.of(marked.toString()) : Optional.empty();
    }

    private void text(String text) {
        marked.append(text);
        for (int i = 0; quotes && i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == '\\') {
                i++;
            }
        }
    }

    private void tag(Matcher tag) {
        boolean triple = tag.group(1) != null;
        String name = (triple ? tag.group(1) : tag.group(2)).strip();
        if (name.isEmpty() || OTHER_TAGS.indexOf(name.charAt(0)) >= 0) {
            marked.append(tag.group());
        } else if (triple) {
            marked.append(inThreeBraces().marked(name));
        } else {
            inTwoBraces(tag.group(), name);
        }
    }

    private RawPlaceholder inThreeBraces() {
        return quoted ? RawPlaceholder.QUOTED : RawPlaceholder.TRIPLE;
    }

    private void inTwoBraces(String tag, String name) {
        switch (name.charAt(0)) {
            case '#', '^' -> {
                sections.push(quoted);
                marked.append(tag);
            }
            case '/' -> {
                clear &= !sections.isEmpty() && sections.pop() == quoted;
                marked.append(tag);
            }
            case '&' -> marked.append(inThreeBraces().marked(name.substring(1)));
            default -> marked.append(quoted || !quotes ? tag : RawPlaceholder.BARE.marked(name));
        }
    }
}
