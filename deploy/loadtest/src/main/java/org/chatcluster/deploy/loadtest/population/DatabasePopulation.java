package org.chatcluster.deploy.loadtest.population;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chatcluster.deploy.loadtest.cluster.Cluster;

/// Makes the population in the cluster's database and with the cluster's signing key: the rights of
/// the operator, who runs both. Through the public contract ten thousand registrations would take
/// minutes of deliberately slow password hashing. The password hash is one that no password has.
public final class DatabasePopulation implements PopulationSource {
    private static final String USERS =
            """
            INSERT INTO users (email, password_hash, display_name, tag)
            SELECT 'lt' || r.run || i || '@loadtest.invalid', '!', 'Load ' || i, 'lt' || r.run || i
            FROM (SELECT ? AS run) r, generate_series(100000, 99999 + ?) i
            RETURNING id, uuid::text
            """;
    private static final String GROUPS =
            """
            INSERT INTO chats (type, title, created_by)
            SELECT 'group', 'Load group', low FROM unnest(?, ?) AS pair (low, high)
            RETURNING id
            """;
    private static final String DIRECTS =
            """
            INSERT INTO chats (type, title, created_by, direct_low, direct_high)
            SELECT 'direct', 'Load & Load', low, low, high FROM unnest(?, ?) AS pair (low, high)
            RETURNING id
            """;
    private static final String MEMBERS =
            """
            INSERT INTO chat_members (chat_id, user_id)
            SELECT chat_id, user_id FROM unnest(?, ?) AS member (chat_id, user_id)
            """;

    private final Cluster.Database database;
    private final Path signingKeys;

    /// Takes the cluster whose database and keys are used.
    public DatabasePopulation(Cluster cluster) {
        this.database = cluster.database();
        this.signingKeys = cluster.signingKeys();
    }

    private record NewUser(long id, String uuid) {}

    @Override
    public Population populate(String run, Kind kind, int chats, int members) {
        TokenSigner signer = TokenSigner.of(signingKeys);
        try (Connection connection =
                DriverManager.getConnection(
                        database.url(), database.username(), database.password())) {
            connection.setAutoCommit(false);
            List<NewUser> users = users(connection, run, chats * members);
            List<Long> ids = users.stream().map(NewUser::id).toList();
            List<Long> chatIds = chats(connection, kind, ids, chats);
            join(connection, ids, chatIds);
            connection.commit();
            analyze(connection);
            List<String> tokens =
                    users.parallelStream()
                            .map(user -> signer.sign(user.id(), user.uuid()))
                            .toList();
            return new Population(ids, tokens, chatIds);
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "cannot make the users in the database: " + failure.getMessage(), failure);
        }
    }

    private static List<NewUser> users(Connection connection, String run, int count)
            throws SQLException {
        List<NewUser> users = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(USERS)) {
            insert.setString(1, run);
            insert.setInt(2, count);
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    users.add(new NewUser(rows.getLong(1), rows.getString(2)));
                }
            }
        }
        users.sort((a, b) -> Long.compare(a.id(), b.id()));
        return users;
    }

    private static List<Long> chats(Connection connection, Kind kind, List<Long> users, int count)
            throws SQLException {
        int members = users.size() / count;
        List<Long> low =
                IntStream.range(0, count).mapToObj(chat -> users.get(chat * members)).toList();
        List<Long> high =
                IntStream.range(0, count)
                        .mapToObj(chat -> users.get(chat * members + Math.min(1, members - 1)))
                        .toList();
        String sql = kind == Kind.DIRECT ? DIRECTS : GROUPS;
        List<Long> chats = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, bigints(connection, low));
            insert.setArray(2, bigints(connection, high));
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    chats.add(rows.getLong(1));
                }
            }
        }
        chats.sort(Long::compare);
        return chats;
    }

    private static void join(Connection connection, List<Long> users, List<Long> chats)
            throws SQLException {
        int members = users.size() / chats.size();
        List<Long> chatOfUser =
                IntStream.range(0, users.size())
                        .mapToObj(user -> chats.get(user / members))
                        .toList();
        try (PreparedStatement insert = connection.prepareStatement(MEMBERS)) {
            insert.setArray(1, bigints(connection, chatOfUser));
            insert.setArray(2, bigints(connection, users));
            insert.executeUpdate();
        }
    }

    /// Gives the planner the sizes at once, so that its plans do not change in the middle of a run.
    private static void analyze(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE users, chats, chat_members");
        }
        connection.commit();
    }

    private static Array bigints(Connection connection, List<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray(Long[]::new));
    }
}
