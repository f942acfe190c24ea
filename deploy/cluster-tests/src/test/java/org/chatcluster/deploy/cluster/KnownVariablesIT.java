package org.chatcluster.deploy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatcluster.deploy.standalone.cluster.Applications;
import org.chatcluster.deploy.standalone.cluster.KnownVariables;
import org.junit.jupiter.api.Test;

/// `deploy/up` knows the settings that the applications say they know.
final class KnownVariablesIT {
    private static final Pattern KNOWN =
            Pattern.compile("unknown setting chat\\.nonsense, known are ([a-z., -]+)");

    @Test
    void listsAreThoseOfTheApplications() throws IOException {
        Checkout.requireBuilt(Checkout.root(), "chat-api", "chat-gateway");
        Applications built = Applications.of(Checkout.root());

        assertThat(KnownVariables.API.settings()).isEqualTo(knownTo(built.api()));
        assertThat(KnownVariables.GATEWAY.settings()).isEqualTo(knownTo(built.gateway()));
    }

    /// Starts an application with a setting that it can't know, and returns those that it names.
    private static Set<String> knownTo(List<String> command) throws IOException {
        List<String> withNonsense = new ArrayList<>(command);
        withNonsense.add(1, "-Dchat.nonsense=1");
        withNonsense.add(1, "-Dchat.database.url=jdbc:postgresql://127.0.0.1:1/none");
        Process process = new ProcessBuilder(withNonsense).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.onExit().join().exitValue()).isNotZero();
        Matcher known = KNOWN.matcher(output);
        assertThat(known.find()).as(output).isTrue();
        Set<String> variables = new TreeSet<>();
        for (String key : known.group(1).split(", ")) {
            variables.add(key.strip().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
        }
        return variables;
    }
}
