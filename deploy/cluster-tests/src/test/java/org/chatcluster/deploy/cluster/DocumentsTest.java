package org.chatcluster.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.common.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/// What the documents list is all that there is, and what the code cites is there.
final class DocumentsTest {
    private static final Pattern DECISION = Pattern.compile("ADR-(\\d{4})|docs/adr/(\\d{4})");
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|sql|lua|yml|xml|md)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    private final Path root = Checkout.root();

    @Test
    void protocolListsEveryProblemCode() throws IOException {
        String protocol = Files.readString(root.resolve("docs/protocol.md"));

        assertThat(ProblemCode.values())
                .allSatisfy(code -> assertThat(protocol).contains("`" + code.wireName() + "`"));
    }

    @Test
    void protocolListsEveryCloseCode() throws IOException {
        String protocol = Files.readString(root.resolve("docs/protocol.md"));

        assertThat(CloseCode.values())
                .allSatisfy(code -> assertThat(protocol).contains(Integer.toString(code.code())));
    }

    @Test
    void protocolListsEveryEvent() throws IOException {
        String protocol = Files.readString(root.resolve("docs/protocol.md"));

        assertThat(Stream.of(EventType.values()).filter(EventType::isForClients))
                .allSatisfy(type -> assertThat(protocol).contains("`" + type.wireName() + "`"));
    }

    @Test
    void citedDecisionsAreThere() throws IOException {
        Set<String> records;
        try (Stream<Path> files = Files.list(root.resolve("docs/adr"))) {
            records =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("\\d{4}-.*\\.md"))
                            .map(name -> name.substring(0, 4))
                            .collect(Collectors.toSet());
        }

        Set<String> cited = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(this::isSource).toList()) {
                DECISION.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                        .forEach(cited::add);
            }
        }

        assertThat(records).isNotEmpty().containsAll(cited);
    }

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        Set<String> broken = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(this::isSource).toList()) {
                if (file.toString().endsWith(".md")) {
                    LINK.matcher(Files.readString(file))
                            .results()
                            .map(match -> match.group(1))
                            .filter(link -> !leadsSomewhere(file, link))
                            .forEach(link -> broken.add(root.relativize(file) + ": " + link));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    /// Addresses of others are not asked.
    private static boolean leadsSomewhere(Path from, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        int anchor = link.indexOf('#');
        String path = anchor < 0 ? link : link.substring(0, anchor);
        Path to = path.isEmpty() ? from : from.resolveSibling(path);
        return Files.exists(to)
                && (anchor < 0
                        || !to.toString().endsWith(".md")
                        || anchors(to).contains(link.substring(anchor + 1)));
    }

    /// Headings as GitHub makes anchors of them: small letters, hyphens for spaces, and of all else
    /// only letters, digits, hyphens and underscores.
    private static Set<String> anchors(Path document) {
        try (Stream<String> lines = Files.lines(document)) {
            return lines.filter(line -> line.matches("#+ .*"))
                    .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSource(Path file) {
        boolean ours =
                Stream.iterate(file, path -> !path.equals(root), Path::getParent)
                        .noneMatch(path -> NOT_OURS.contains(path.getFileName().toString()));
        return ours && Files.isRegularFile(file) && SOURCE.matcher(file.toString()).matches();
    }
}
