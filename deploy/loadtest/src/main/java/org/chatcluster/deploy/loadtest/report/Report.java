package org.chatcluster.deploy.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The outcome of a run: named sections, each of single values or of rows with the same columns, in
/// the order in which they were put. What the screen shows is what the file holds.
public final class Report {
    private final Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /// Puts a single value into a section.
    public void put(String section, String name, Object value) {
        sections.computeIfAbsent(section, _ -> new LinkedHashMap<>()).put(name, value);
    }

    /// Puts a row into a section; its columns are those of the section's first row.
    public void row(String section, String name, Map<String, Object> columns) {
        put(section, name, new LinkedHashMap<>(columns));
    }

    /// Says that the run failed, and how, if the count is not zero.
    public void failIf(long count, String what) {
        if (count != 0) {
            failures.add(count + " " + what);
        }
    }

    /// Returns what failed, empty for a good run.
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /// Returns a value of a section.
    public Object value(String section, String name) {
        Object value = sections.getOrDefault(section, Map.of()).get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in " + section);
        }
        return value;
    }

    /// Writes everything as one JSON file.
    public void writeTo(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(sections);
        all.put("failures", failures);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), all);
    }

    /// Returns everything as text for a screen.
    public String text() {
        StringBuilder text = new StringBuilder();
        sections.forEach((name, section) -> ReportTable.append(text, name, section));
        text.append(failures.isEmpty() ? "ok\n" : "FAILED: " + String.join(", ", failures) + "\n");
        return text.toString();
    }
}
