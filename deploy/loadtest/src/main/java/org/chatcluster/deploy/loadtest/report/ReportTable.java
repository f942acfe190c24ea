package org.chatcluster.deploy.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays out one section of a report in aligned columns.
final class ReportTable {
    private static final int NAME_WIDTH = 22;
    private static final int VALUES_PER_LINE = 4;

    private ReportTable() {}

    static void append(StringBuilder text, String name, Map<String, Object> section) {
        List<Map.Entry<String, Object>> values = new ArrayList<>();
        Map<?, ?> header = Map.of();
        text.append("── ").append(name).append(' ').append("─".repeat(90 - name.length()));
        text.append('\n');
        for (Map.Entry<String, Object> entry : section.entrySet()) {
            if (entry.getValue() instanceof Map<?, ?> columns) {
                header = header.isEmpty() ? header(text, columns) : header;
                cell(text, entry.getKey(), -NAME_WIDTH);
                header.keySet().forEach(key -> cell(text, format(columns.get(key)), width(key)));
                text.append('\n');
            } else {
                values.add(entry);
            }
        }
        for (int i = 0; i < values.size(); i++) {
            text.append(values.get(i).getKey()).append(": ");
            text.append(format(values.get(i).getValue()));
            boolean last = i == values.size() - 1 || i % VALUES_PER_LINE == VALUES_PER_LINE - 1;
            text.append(last ? "\n" : "   ");
        }
    }

    private static Map<?, ?> header(StringBuilder text, Map<?, ?> columns) {
        cell(text, "", -NAME_WIDTH);
        columns.keySet().forEach(key -> cell(text, String.valueOf(key), width(key)));
        text.append('\n');
        return columns;
    }

    private static int width(Object key) {
        return Math.max(10, String.valueOf(key).length() + 2);
    }

    private static void cell(StringBuilder text, String value, int width) {
        text.append(String.format(Locale.ROOT, "%" + width + "s", value));
    }

    private static String format(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> String.format(Locale.ROOT, "%,.2f", number);
            case Number number -> String.format(Locale.ROOT, "%,d", number.longValue());
            default -> value.toString();
        };
    }
}
