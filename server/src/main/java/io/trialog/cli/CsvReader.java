package io.trialog.cli;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV (RFC 4180): quoted cells may hold commas, quotes and line ends. Used once, by one thread. */
final class CsvReader {

    private final String text;
    private int at;

    private CsvReader(String text) {
        this.text = text;
    }

    /** The cells of each line; empty lines are left out. */
    static List<List<String>> read(String text) {
        CsvReader reader = new CsvReader(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<List<String>> lines = new ArrayList<>();
        while (reader.at < reader.text.length()) {
            List<String> line = reader.line();
            if (line.size() > 1 || !line.get(0).isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        return cells;
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        if (quoted) {
            at++;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted && c == '"') {
                at++;
                if (at >= text.length() || text.charAt(at) != '"') {
                    quoted = false;
                    continue;
                }
            } else if (!quoted && (c == ',' || c == '\r' || c == '\n')) {
                break;
            }
            cell.append(c);
            at++;
        }
        return cell.toString();
    }
}
