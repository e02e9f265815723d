package io.trialog.benchmarks.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.benchmarks.Machine;
import io.trialog.benchmarks.NamedArguments;
import io.trialog.benchmarks.ScratchDirectory;
import io.trialog.benchmarks.ServerProgram;
import io.trialog.benchmarks.kafka.IngestMeter.Ingest;
import io.trialog.benchmarks.reports.Invitation;
import io.trialog.benchmarks.reports.ServerProcess;
import io.trialog.testbroker.BrokerOptions;
import io.trialog.testbroker.TestBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Measures reports over Kafka: the durable server next to a consumer that only reads and parses, each in a JVM of its own with
 * the same options, one after the other on the same records of the same broker, which has a process of its own, too.
 */
final class KafkaIngest {

    private final IngestPlan plan;
    private final PrintStream out;
    private final List<Map<String, Object>> results = new ArrayList<>();

    KafkaIngest(IngestPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** Measures and prints; see {@code --help}. */
    public static void main(String[] arguments) throws IOException {
        if (NamedArguments.wantHelp(arguments)) {
            System.out.println(IngestPlan.USAGE);
            return;
        }
        IngestPlan plan;
        try {
            plan = IngestPlan.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new KafkaIngest(plan, System.out).run(scratch.path());
        }
    }

    /** Measures, prints and stores the results. */
    List<Map<String, Object>> run(Path scratch) throws IOException {
        out.println(Machine.describe() + "; broker and consumers share the machine");
        out.printf("Both consumers: java %s%n%n", String.join(" ", ServerProcess.JVM_OPTIONS));
        out.printf(
                "%-12s %-8s %11s %11s %9s %11s%n",
                "reports per", "consumer", "records/s", "reports/s", "of bare", "CPU us");
        out.printf("%-12s %54s%n", "record", "per report");
        try (TestBroker broker = TestBroker.start(BrokerOptions.plain().inItsOwnProcess())) {
            for (IngestPlan.Size size : plan.sizes()) {
                compare(broker, size, Files.createDirectory(scratch.resolve("size-" + size.reports())));
            }
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        ScratchDirectory.target().resolve("kafka-ingest.json").toFile(), results);
        return results;
    }

    private void compare(TestBroker broker, IngestPlan.Size size, Path folder) throws IOException {
        String brokers = broker.bootstrapServers();
        String topic = "reports-" + size.reports();
        String data = folder.resolve("data").toString();
        createTopic(broker, topic);
        List<Invitation> trials;
        try (ServerProcess preparing = ServerProcess.start(
                IngestServer.Preparing.class, plan.trials(), data, brokers, topic, String.valueOf(plan.trials()))) {
            trials = preparing.invitations();
        }
        Preload.send(brokers, topic, trials, size);
        String reports = String.valueOf((long) size.records() * size.reports());
        Ingest bare = measure(BareConsumer.class, brokers, topic, reports);
        show("bare", size, bare, "");
        Path profile = folder.resolve("profile");
        Ingest trialog = plan.isProfiled()
                ? measure(IngestServer.class, data, reports, profile.toString())
                : measure(IngestServer.class, data, reports);
        double ratio = trialog.reportsPerSecond() / bare.reportsPerSecond();
        show("trialog", size, trialog, String.format(Locale.ROOT, "%.2f", ratio));
        if (plan.isProfiled()) {
            Files.readAllLines(profile).forEach(out::println);
        }
    }

    private void createTopic(TestBroker broker, String topic) {
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(plan.partitions()), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic was refused", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Ingest measure(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ServerProgram.java()));
        command.addAll(ServerProcess.JVM_OPTIONS);
        command.add("-Dlogback.configurationFile=io/trialog/benchmarks/logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Ingest> found = Ingest.parse(line);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            throw new IllegalStateException(main.getSimpleName() + " ended before it had all reports");
        } finally {
            process.destroyForcibly();
        }
    }

    private void show(String consumer, IngestPlan.Size size, Ingest ingest, String ratio) {
        out.printf(
                Locale.ROOT,
                "%-12d %-8s %,11.0f %,11.0f %9s %11.2f%n",
                size.reports(),
                consumer,
                ingest.reportsPerSecond() / size.reports(),
                ingest.reportsPerSecond(),
                ratio,
                ingest.cpuMicrosPerReport());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("reportsPerRecord", size.reports());
        result.put("consumer", consumer);
        result.put("reportsPerSecond", ingest.reportsPerSecond());
        result.put("cpuMicrosPerReport", ingest.cpuMicrosPerReport());
        results.add(result);
    }
}
