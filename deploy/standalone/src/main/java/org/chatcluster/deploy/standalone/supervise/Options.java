package org.chatcluster.deploy.standalone.supervise;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The options of `deploy/up`. Needs nothing but the JDK: `deploy/up` runs this file by itself to
/// refuse bad options before it builds anything.
///
/// @param data where the cluster keeps its data
/// @param fresh whether data of earlier runs is wiped
record Options(int port, int apis, int gateways, Path data, boolean fresh, boolean help) {
    /// What `--help` prints.
    static final String USAGE =
            """
            usage: deploy/up [options]

            Builds what is not built, starts PostgreSQL, Redis, API nodes, gateways and a balancer
            on this machine, and stops them all on Ctrl-C.

              --port N       port of the balancer on localhost (8000)
              --gateways N   gateway nodes, 1 to 16 (2)
              --apis N       API nodes, 1 to 16 (1)
              --data DIR     where data, logs/ and run/*.pid are kept (.data in the repository)
              --fresh        wipe that data first
              --help         print this
            """;

    private static final int MOST_NODES = 16;
    private static final int LAST_PORT = 65_535;

    /// Checks the options given; says what is wrong in one sentence and exits with 2.
    static void main(String[] arguments) {
        try {
            Options options = parse(Path.of(".data"), List.of(arguments));
            if (options.help()) {
                System.out.print(USAGE);
            }
        } catch (BadOption bad) {
            System.err.println("deploy/up: " + bad.getMessage());
            System.exit(2);
        }
    }

    /// Returns what the arguments say.
    ///
    /// @throws BadOption with a sentence that says which argument is wrong
    static Options parse(Path defaultData, List<String> arguments) {
        Options options = new Options(8000, 1, 2, defaultData, false, false);
        Deque<String> rest = new ArrayDeque<>();
        for (String argument : arguments) {
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            if (equals > 0) {
                rest.add(argument.substring(0, equals));
                rest.add(argument.substring(equals + 1));
            } else {
                rest.add(argument);
            }
        }
        while (!rest.isEmpty()) {
            options = options.with(rest.remove(), rest);
        }
        return options;
    }

    private Options with(String name, Deque<String> rest) {
        return switch (name) {
            case "--port" -> withPort(number(name, rest, LAST_PORT));
            case "--apis" ->
                    new Options(port, number(name, rest, MOST_NODES), gateways, data, fresh, help);
            case "--gateways" ->
                    new Options(port, apis, number(name, rest, MOST_NODES), data, fresh, help);
            case "--data" ->
                    new Options(port, apis, gateways, Path.of(value(name, rest)), fresh, help);
            case "--fresh" -> new Options(port, apis, gateways, data, true, help);
            case "--help", "-h" -> new Options(port, apis, gateways, data, fresh, true);
            default -> throw new BadOption("there is no option " + name + ", see --help.");
        };
    }

    private Options withPort(int other) {
        return new Options(other, apis, gateways, data, fresh, help);
    }

    private static int number(String name, Deque<String> rest, int most) {
        String value = value(name, rest);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below, with what was expected
        }
        throw new BadOption(
                "%s wants a number from 1 to %d, not \"%s\".".formatted(name, most, value));
    }

    private static String value(String name, Deque<String> rest) {
        String value = rest.poll();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new BadOption(name + " wants a value, see --help.");
        }
        return value;
    }

    /// An argument that makes no sense.
    static final class BadOption extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadOption(String sentence) {
            super(sentence);
        }
    }
}
