package org.chatcluster.deploy.cluster.compose;

import java.net.http.HttpClient;
import java.util.Map;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Secrets;
import org.chatcluster.deploy.cluster.contract.Contract;

/// Those who come to the deployment in one test class, over connections of their own. What they
/// know and nobody else may is noted.
final class Visitors implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Secrets secrets = new Secrets();
    private final Rest anonymous;

    Visitors(Compose deployment) {
        anonymous =
                new Rest(
                        client,
                        secrets,
                        Contract.servedAt(client, deployment.url()),
                        deployment.url(),
                        Map.of());
    }

    HttpClient client() {
        return client;
    }

    Secrets secrets() {
        return secrets;
    }

    /// Returns how somebody asks who is not signed in.
    Rest anonymous() {
        return anonymous;
    }

    Person register(String name) {
        return Person.register(anonymous, name);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
