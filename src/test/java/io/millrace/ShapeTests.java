package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long files and methods of the main code are, and how much a constructor takes. */
class ShapeTests {

    private static final Path MAIN = Path.of("src/main/java");
    private static final int LONGEST_FILE = 260;
    private static final int LONGEST_METHOD = 40;
    private static final int NINE_OF_TEN = 13;
    private static final int MOST_PARAMETERS = 5;

    private record Method(String name, long lines, int parameters, boolean constructor) {}

    @Test
    void keepsFilesShort() throws IOException {
        List<String> longer = new ArrayList<>();
        for (Path file : files()) {
            try (Stream<String> lines = Files.lines(file)) {
                long length = lines.count();
                if (length > LONGEST_FILE) {
                    longer.add("%s: %d".formatted(file, length));
                }
            }
        }

        assertThat(longer).isEmpty();
    }

    @Test
    void keepsMethodsShort() throws IOException {
        List<Method> methods = methods().stream()
                .sorted(Comparator.comparingLong(Method::lines))
                .toList();

        assertThat(methods.get(methods.size() * 9 / 10).lines()).isLessThanOrEqualTo(NINE_OF_TEN);
        assertThat(methods).allMatch(method -> method.lines() <= LONGEST_METHOD);
    }

    /** Records aside: what is a value has as many parts as it has. */
    @Test
    void handsConstructorsFewThings() throws IOException {
        assertThat(methods())
                .filteredOn(Method::constructor)
                .allMatch(constructor -> constructor.parameters() <= MOST_PARAMETERS);
    }

    private static List<Method> methods() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files()));
            List<Method> methods = new ArrayList<>();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            task.parse().forEach(unit -> new Collector(unit, positions, methods).scan(unit, null));
            return methods;
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Methods and constructors that have a body. */
    private static final class Collector extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> methods;

        Collector(CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
            this.unit = unit;
            this.positions = positions;
            this.methods = methods;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            if (method.getBody() != null) {
                methods.add(new Method(
                        "%s#%s".formatted(unit.getSourceFile().getName(), method.getName()),
                        line(positions.getEndPosition(unit, method))
                                - line(positions.getStartPosition(unit, method))
                                + 1,
                        method.getParameters().size(),
                        method.getReturnType() == null && type.getKind() == Tree.Kind.CLASS));
            }
            return super.visitMethod(method, nothing);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
