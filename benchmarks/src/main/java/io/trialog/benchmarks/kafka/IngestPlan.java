package io.trialog.benchmarks.kafka;

import io.trialog.benchmarks.NamedArguments;
import java.util.List;

/**
 * What is measured.
 *
 * @param records how many records of one report
 * @param largeRecords how many records of 50 reports
 * @param trials how many trials they are from
 * @param partitions of their topic
 * @param isProfiled whether the server says where its threads spend their time
 */
record IngestPlan(int records, int largeRecords, int trials, int partitions, boolean isProfiled) {

    static final String USAGE = """
            kafka-ingest: reports over Kafka, the server next to a consumer that only reads and parses
              --records N        records of one report (4000000)
              --large-records N  records of 50 reports (250000)
              --trials N         trials that they are from (100)
              --partitions N     partitions of their topic (8)
              --profile 1        say where the server's threads spend their time; slows it down
              --help             this""";

    /** Records of so many reports. */
    record Size(int reports, int records) {}

    /** @throws IllegalArgumentException with all problems */
    static IngestPlan read(String... arguments) {
        NamedArguments named = new NamedArguments(arguments);
        IngestPlan plan = new IngestPlan(
                named.number("--records", 4_000_000),
                named.number("--large-records", 250_000),
                named.number("--trials", 100),
                named.number("--partitions", 8),
                named.number("--profile", 2) == 1);
        named.check();
        return plan;
    }

    List<Size> sizes() {
        return List.of(new Size(1, records), new Size(50, largeRecords));
    }
}
