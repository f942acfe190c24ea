package org.chatcluster.deploy.backends;

/// Where a PostgreSQL and a Redis are, and how to sign in.
///
/// @param databaseUrl of JDBC, with the database's name
/// @param redisUrl `redis://host:port`
public record BackendAddresses(
        String databaseUrl, String databaseUsername, String databasePassword, String redisUrl) {
    /// Returns the same with another database on that server.
    BackendAddresses withDatabase(String name) {
        String url = databaseUrl.replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1");
        return new BackendAddresses(url, databaseUsername, databasePassword, redisUrl);
    }

    /// Leaves out the password, so that it gets into no log.
    @Override
    public String toString() {
        return databaseUrl + ", " + redisUrl;
    }
}
