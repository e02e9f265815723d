package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A shell of somebody who has Maven, Trialog and its interface for plugins. Maven has a local repository of its own; instead of
 * the network it sees what the build that runs this test has used.
 */
final class UserShell {

    private static final long PATIENCE_MINUTES = 5;
    private static final String VERSION = System.getProperty("trialog.version", "0.1.0-SNAPSHOT");

    private static final String SETTINGS = """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors>
                <mirror>
                  <id>what-the-build-has</id>
                  <mirrorOf>*</mirrorOf>
                  <url>%s</url>
                </mirror>
              </mirrors>
            </settings>
            """;

    private final Path home;
    private final Path repository;

    /**
     * @param home made by this
     * @param trialogHome stands for {@code ~/.trialog}
     */
    UserShell(Path home, Path trialogHome) throws IOException {
        this.home = Files.createDirectories(home);
        this.repository = home.resolve("repository");
        Files.createDirectories(trialogHome);
        Files.createSymbolicLink(home.resolve(".trialog"), trialogHome);
        Path settings = Files.writeString(
                home.resolve("settings.xml"),
                SETTINGS.formatted(repository, Path.of(buildRepository()).toUri()));
        program(
                "mvn",
                quoted(maven()) + " --batch-mode --no-transfer-progress --settings " + quoted(settings.toString())
                        + " --global-settings " + quoted(settings.toString()));
        program(
                "trialog",
                "env TRIALOG_HOME=" + quoted(trialogHome.toString()) + " "
                        + quoted(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()) + " -jar "
                        + quoted(Path.of("target", "trialog.jar")
                                .toAbsolutePath()
                                .toString()));
        install(Path.of(".."), "trialog-parent");
        install(Path.of("..", "spi"), "trialog-spi");
        install(Path.of("..", "spi", "testkit"), "trialog-spi-testkit");
    }

    /** Executes a script, which has to succeed, and gives back what it prints. */
    String run(Path folder, String script) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            ProcessBuilder builder = new ProcessBuilder("bash", "-ec", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().put("HOME", home.toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment()
                    .merge("PATH", home.resolve("bin").toString(), (old, bin) -> bin + File.pathSeparator + old);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            String printed = Files.readString(out);
            assertThat(ended).as("it ends\n%s", printed).isTrue();
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What {@code mvn install} does, without building the module anew. */
    private void install(Path module, String artifact) throws IOException {
        String name = artifact + "-" + VERSION;
        Path target = Files.createDirectories(
                repository.resolve("io/trialog").resolve(artifact).resolve(VERSION));
        Files.copy(module.resolve("pom.xml"), target.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, target.resolve(name + ".jar"));
        }
    }

    private void program(String name, String command) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The Maven that runs this test, else the one on the path. */
    private static String maven() {
        String home = System.getProperty("maven.home");
        return Stream.concat(
                        Stream.ofNullable(home).map(directory -> Path.of(directory, "bin")),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(Path::of))
                .map(directory -> directory.resolve("mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static String buildRepository() {
        return System.getProperty(
                "maven.repository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    }

    private static String quoted(String path) {
        return "'" + path.replace("'", "'\\''") + "'";
    }
}
