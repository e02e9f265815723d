package io.trialog.sdk;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The trial that the tests with a broker start; it does what its stdin says, and answers each line with {@code done}. */
final class KafkaTrial {

    private KafkaTrial() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int reported = 0;
        String line = commands.readLine();
        while (line != null) {
            String[] command = line.split(" ");
            switch (command[0]) {
                case "report" -> { // COUNT LENGTH: numbers that count, each beside a name of that length
                    int until = reported + Integer.parseInt(command[1]);
                    int length = Integer.parseInt(command[2]);
                    for (; reported < until; reported++) {
                        Trial.current()
                                .reportIntermediate(
                                        length == 0
                                                ? Map.of("default", reported)
                                                : Map.of("default", reported, "n".repeat(length), 0));
                    }
                }
                case "final" -> Trial.current().reportFinal(1);
                case "end" -> {
                    return;
                }
                default -> throw new IllegalArgumentException(line);
            }
            System.out.println("done");
            line = commands.readLine();
        }
    }
}
