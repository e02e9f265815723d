package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several experiments at once in one home, each with its own data directory, server and port, and nobody told which. */
class ManyExperimentsIT {

    private static final String SETTINGS = """
            trialConcurrency: 1
            optimizeMode: maximize
            """;

    @TempDir
    private Path folder;

    private final List<TrialogProcess> processes = new ArrayList<>();
    private Experiments experiments;
    private Path configuration;

    @BeforeEach
    void prepare() {
        experiments = new Experiments(folder);
        configuration = experiments.python(SETTINGS, """
                import time
                while True:
                    time.sleep(0.1)
                """);
    }

    @AfterEach
    void leaveNothing() {
        processes.forEach(TrialogProcess::close);
        Experiments.killTrials(folder);
    }

    @Test
    void shouldRunAtOnceAndBeToldApart() throws IOException {
        // given
        List<TrialogProcess> runs = Stream.generate(this::run).limit(3).toList(); // at once: each is looking for a port
        List<String> ids = runs.stream().map(TrialogProcess::experiment).toList();

        // then
        List<JsonNode> listed = list();
        assertThat(listed).extracting(listing -> text(listing, "id")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(listed).extracting(listing -> text(listing, "server")).doesNotHaveDuplicates();
        for (JsonNode experiment : listed) {
            assertThat(text(experiment, "state")).isEqualTo("RUNNING");
            assertThat(Path.of(text(experiment, "dataDirectory"))).hasFileName(text(experiment, "id"));
            int run = ids.indexOf(text(experiment, "id"));
            assertThat(text(experiment, "server")).isEqualTo(runs.get(run).url().toString());
        }

        experiments.awaitStarts(3);

        // when one server dies
        runs.get(0).kill();

        // then it shows, and the others run on
        String lines = execute("list").with(0).out();
        assertThat(lines).containsPattern(ids.get(0) + ".* stopped \\(its server is gone\\) ");
        assertThat(list("--running"))
                .extracting(listing -> text(listing, "id"))
                .containsExactlyInAnyOrder(ids.get(1), ids.get(2));
        assertThat(execute("stop", ids.get(0)).with(0).out()).contains("does not run");

        // when
        TrialogProcess.Ended stopped = execute("stop", "--all").with(0);

        // then
        assertThat(stopped.out()).contains("stopped     " + ids.get(1), "stopped     " + ids.get(2));
        runs.subList(1, 3).forEach(run -> run.ended().with(130));
        assertThat(list("--running")).isEmpty();
        // but for the trial that outlives its killed server
        Experiments.awaitThat(() ->
                experiments.starts().stream().filter(Experiments.Start::isAlive).count() <= 1);
    }

    @Test
    void shouldFindAnExperimentByTheBeginningOfItsIdAndDeleteIt() {
        // given
        TrialogProcess run = run();
        String id = run.experiment();
        String beginning = id.substring(0, 4);

        // then
        assertThat(execute("show", beginning).with(0).out()).contains("web page    " + run.url());
        assertThat(execute("delete", id, "--yes").with(2).err()).contains("is not at rest: running");
        assertThat(execute("trials", beginning, "--json").with(0).out()).contains("\"trials\"");

        // when
        execute("stop", beginning).with(0);
        run.ended().with(130);
        execute("delete", beginning, "--yes").with(0);

        // then
        assertThat(folder.resolve("home").resolve(id)).doesNotExist();
        assertThat(list()).isEmpty();
    }

    @Test
    void shouldSayWhoHasThePort() {
        // given
        TrialogProcess run = run();
        String id = run.experiment();
        String port = Integer.toString(run.url().getPort());

        // when
        TrialogProcess.Ended second =
                execute("run", configuration.toString(), "--port", port).with(69);

        // then
        assertThat(second.err())
                .contains("by the Trialog server of " + folder.resolve("home").resolve(id));
    }

    @Test
    void shouldHideNothingBehindWhatCannotBeRead() throws IOException {
        // given
        TrialogProcess run = run();
        String id = run.experiment();
        Files.createDirectories(folder.resolve("home").resolve("broken01").resolve("log"));

        // when
        TrialogProcess.Ended listed = execute("list").with(69);

        // then
        assertThat(listed.out()).contains(id);
        assertThat(listed.err()).contains("broken01");
    }

    private TrialogProcess run() {
        return start("run", configuration.toString());
    }

    private TrialogProcess.Ended execute(String... arguments) {
        return start(arguments).ended();
    }

    private TrialogProcess start(String... arguments) {
        TrialogProcess process = TrialogProcess.start(folder, List.of(arguments));
        processes.add(process);
        return process;
    }

    private List<JsonNode> list(String... options) {
        List<String> arguments = new ArrayList<>(List.of("list", "--json"));
        arguments.addAll(List.of(options));
        List<JsonNode> listed = new ArrayList<>();
        RecordedLog.json(execute(arguments.toArray(String[]::new)).with(0).out())
                .path("experiments")
                .forEach(listed::add);
        return listed;
    }

    private static String text(JsonNode experiment, String name) {
        return experiment.path(name).asText();
    }
}
