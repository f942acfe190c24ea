package org.chatcluster.api.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chatcluster.api.node.ApiNode;
import org.junit.jupiter.api.Test;

class FirstAccountsIT {
    @Test
    void nodesThatStartTogetherMakeEachAccountOnce() throws Exception {
        Map<String, Object> settings =
                ApiNode.settings(
                        Map.of(
                                "chat.admin.email",
                                "root@example.com",
                                "chat.admin.password",
                                "better-password"));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ApiNode> start = () -> ApiNode.start(settings);
            List<ApiNode> nodes =
                    threads.invokeAll(List.of(start, start)).stream()
                            .map(Future::resultNow)
                            .toList();

            for (ApiNode node : nodes) {
                assertThat(node.rest().login("admin", "admin123").field("user.id"))
                        .isEqualTo("9007199254740001");
                assertThat(node.rest().login("root@example.com", "better-password").status())
                        .isEqualTo(200);
            }
            nodes.forEach(ApiNode::close);
        }
    }
}
