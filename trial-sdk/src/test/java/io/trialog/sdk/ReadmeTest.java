package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    /** What the README leaves to its reader. */
    private static final String MODEL = """
            class Model {
                Model(int layers) {}
                double trainOneEpoch(double learningRate) { return 0.5; }
                int size() { return 1; }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void shouldShowATrialThatCompiles() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String trial = readme.substring(start, readme.indexOf("```", start));
        Path source = Files.writeString(directory.resolve("Train.java"), trial + MODEL);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();

        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            problems,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    directory.toString(),
                                    "-cp",
                                    Path.of("target", "classes").toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();

            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }
}
