package org.chatcluster.deploy.kubernetes.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The Helm chart, as Helm itself reads it: no cluster is asked.
public final class Chart {
    private static final String RELEASE = "chat";
    private static final String NAMESPACE = "talk";

    /// The least that the chart asks for.
    private static final String KUBERNETES = "1.30.0";

    /// The library leaves hooks out of what it returns, so in the copy that it renders they go by
    /// another name.
    private static final String HOOK = "helm.sh/hook";

    private static final String NO_HOOK = "example.com/hook";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("chat-cluster");
    private static final Path RENDERED = copyForRendering();

    private Chart() {}

    /// Returns what an installation with these values consists of.
    public static Rendered render(Values values) {
        return render(values.files());
    }

    /// Returns what an installation with these values consists of, the YAML text winning.
    ///
    /// @throws IllegalStateException with Helm's words if it refuses the values
    public static Rendered render(Values values, String yaml) {
        try {
            Path file = Files.createTempFile(Path.of("target"), "values", ".yaml");
            try {
                Files.writeString(file, yaml);
                List<Path> files = new ArrayList<>(values.files());
                files.add(file);
                return render(files);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns what an installation from the chart's own folder consists of, hooks left out. Links
    /// in it are links there, while copies have what they lead to.
    public static Rendered renderInPlace(Values values) {
        return render(FOLDER, values.files());
    }

    /// Returns what the strict linter says of the chart if these values were its own.
    ///
    /// @param folder an empty one, to put such a chart into
    public static LintResult lint(Values values, Path folder) throws IOException {
        Path chart = copyInto(folder);
        Path own = chart.resolve("values.yaml");
        JsonNode merged = Rendered.yaml(own);
        for (Path file : values.files()) {
            merged = JSON.readerForUpdating(merged).readValue(Rendered.yaml(file));
        }
        Files.writeString(own, merged.toString());
        return new Helm(chart).lint().strict().call();
    }

    private static Rendered render(List<Path> valuesFiles) {
        return render(RENDERED, valuesFiles);
    }

    private static Rendered render(Path chart, List<Path> valuesFiles) {
        TemplateCommand command =
                new Helm(chart)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(KUBERNETES);
        valuesFiles.forEach(command::withValuesFile);
        return Rendered.parse(command.call().replace(NO_HOOK, HOOK));
    }

    private static Path copyForRendering() {
        try {
            Path chart = copyInto(Files.createTempDirectory(Path.of("target"), "chart"));
            try (Stream<Path> files = Files.walk(chart.resolve("templates"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.writeString(file, Files.readString(file).replace(HOOK, NO_HOOK));
                }
            }
            return chart;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyInto(Path folder) throws IOException {
        Path chart = folder.resolve("chat-cluster");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path target = chart.resolve(FOLDER.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return chart;
    }
}
