package io.trialog.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server in another process that writes down what it is asked for, and tells the story of it. */
record FakeRemoteServer(Story story, URI url, List<String> commands, Runnable afterStop) implements RemoteServer {

    @Override
    public JsonNode experiment(ExperimentId experiment) {
        return new ObjectMapper().valueToTree(ExperimentJson.of(story.summary(experiment.value()), story.now()));
    }

    @Override
    public List<Long> retry(ExperimentId experiment, List<Long> numbers) {
        commands.add("retry " + experiment + " " + numbers + " at " + url);
        return numbers.isEmpty() ? List.of(1L, 3L) : numbers;
    }

    @Override
    public void stop(ExperimentId experiment) {
        commands.add("stop " + experiment + " at " + url);
        story.enters(experiment.value(), ExperimentState.STOPPING, "stopped on request");
        afterStop.run();
    }

    @Override
    public void stopServer() {
        commands.add("stop server at " + url);
        afterStop.run();
    }

    @Override
    public void stopTrial(ExperimentId experiment, long number) {
        commands.add("stop trial " + experiment + " " + number + " at " + url);
    }

    @Override
    public JsonNode update(ExperimentId experiment, Map<String, @Nullable Object> changes) {
        commands.add("update " + experiment + " " + changes + " at " + url);
        return experiment(experiment);
    }

    @Override
    public int enqueue(ExperimentId experiment, List<Map<String, @Nullable Object>> configurations) {
        commands.add("enqueue " + experiment + " " + configurations + " at " + url);
        return configurations.size();
    }

    @Override
    public int importResults(ExperimentId experiment, List<Map<String, @Nullable Object>> results) {
        commands.add("import " + experiment + " " + results + " at " + url);
        return results.size();
    }

    @Override
    public void delete(ExperimentId experiment) {
        commands.add("delete " + experiment + " at " + url);
    }
}
