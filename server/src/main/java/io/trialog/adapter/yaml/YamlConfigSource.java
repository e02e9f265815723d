package io.trialog.adapter.yaml;

import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.ConfigProblem;
import io.trialog.experiment.ConfigSource;
import io.trialog.experiment.InvalidConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads configurations in YAML 1.2 with its core schema, and so in JSON. Bounded: {@link #MAX_BYTES}, 64 levels, 200,000
 * values with aliases counted in full. Duplicate keys, merge keys and tags other than {@code !!str}, {@code !!map} and
 * {@code !!seq} are problems. Stateless; called by any thread.
 */
public final class YamlConfigSource implements ConfigSource {

    /** The largest text accepted: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String TOO_LARGE = "is too large (expected: at most " + MAX_BYTES + " bytes)";

    /** A source; one is as good as another. */
    public YamlConfigSource() {}

    @Override
    public ConfigNode read(Path file) {
        if (Files.isDirectory(file)) {
            throw invalid(0, "is a directory (expected: a file)");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return parse(content.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException e) {
            throw invalid(0, "does not exist (expected: a file)");
        } catch (IOException e) {
            throw invalid(0, "cannot be read: " + e);
        }
    }

    /**
     * Reads a text in UTF-8.
     *
     * @throws InvalidConfigException when it is not well formed; all problems
     */
    public ConfigNode parse(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw invalid(0, TOO_LARGE);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        CharBuffer text = CharBuffer.allocate(utf8.length);
        if (decoder.decode(bytes, text, true).isError()) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += utf8[i] == '\n' ? 1 : 0;
            }
            throw invalid(line, "not UTF-8 (expected: a text in UTF-8)");
        }
        return parse(text.flip().toString());
    }

    /**
     * Reads a text.
     *
     * @throws InvalidConfigException when it is not well formed; all problems
     */
    public ConfigNode parse(String text) {
        if (text.length() > MAX_BYTES) {
            throw invalid(0, TOO_LARGE);
        }
        List<ConfigProblem> problems = new ArrayList<>();
        try {
            ConfigNode node = document(text, problems);
            if (problems.isEmpty()) {
                return node;
            }
        } catch (YamlTree.TooMuchException e) {
            problems.add(new ConfigProblem(e.line(), "", String.valueOf(e.getMessage())));
        } catch (MarkedYamlEngineException e) {
            problems.add(syntaxProblem(e));
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(point -> point == '\n')
                            .count();
            String character = String.format("U+%04X", e.getCodePoint());
            problems.add(new ConfigProblem(line, "", "the character " + character + " is not allowed in YAML"));
        } catch (YamlEngineException e) {
            problems.add(new ConfigProblem(0, "", "not valid YAML: " + e.getMessage()));
        }
        throw new InvalidConfigException(problems);
    }

    private static ConfigNode document(String text, List<ConfigProblem> problems) {
        LoadSettings settings = LoadSettings.builder().build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        events.next(); // the stream's start
        if (events.next().getEventId() != Event.ID.DocumentStart) {
            throw invalid(0, "is empty (expected: a mapping)");
        }
        ConfigNode node = new YamlTree(events, problems).build(events.next());
        events.next(); // the document's end
        Event after = events.next();
        if (after.getEventId() == Event.ID.DocumentStart) {
            int line = after.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(new ConfigProblem(line, "", "a second document (expected: one)"));
        }
        return node;
    }

    private static ConfigProblem syntaxProblem(MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
        int column = e.getProblemMark().map(Mark::getColumn).orElse(-1) + 1;
        StringBuilder message = new StringBuilder("not valid YAML: ").append(explain(e.getProblem()));
        message.append(" (column ").append(column);
        int begun = e.getContextMark().map(Mark::getLine).orElse(-1) + 1;
        if (begun > 0 && begun != line) {
            message.append("; ")
                    .append(e.getContext())
                    .append(" that begins in line ")
                    .append(begun);
        }
        return new ConfigProblem(line, "", message.append(")").toString());
    }

    /** The library's words, with what people need to know to mend the most common mistakes. */
    private static String explain(String problem) {
        if (problem.equals("mapping values are not allowed here")) {
            return problem + "; a value that contains ': ' needs quotes, and keys of one mapping the same indentation";
        }
        if (problem.contains("cannot start any token") && !problem.contains("TAB")) {
            return problem.replaceFirst("[.] [(]Do not use.*", "; a value that begins with it needs quotes");
        }
        return problem;
    }

    private static InvalidConfigException invalid(int line, String message) {
        return new InvalidConfigException(List.of(new ConfigProblem(line, "", message)));
    }
}
