package org.chatcluster.api.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chatcluster.api.node.LongTalk;
import org.chatcluster.api.node.NodeWithChats;
import org.junit.jupiter.api.Test;

class ReplayPlansIT {
    @Test
    void windowsAreFoundByIndexRangesAlone() {
        try (NodeWithChats chats = new NodeWithChats()) {
            LongTalk.in(chats);
            Map<String, String[]> parameters = new LinkedHashMap<>();
            parameters.put("users", new String[] {"bigint[]", "'{1, 2, 3}'"});
            parameters.put("fromChat", new String[] {"bigint", "0"});
            parameters.put("sinceMicros", new String[] {"bigint", "1767225600000000"});
            parameters.put("limit", new String[] {"int", "200"});

            String plans = chats.plans(ReplayRepository.WINDOWS, parameters);

            assertThat(plans)
                    .contains("messages_pkey", "messages_changed", "chat_members_user")
                    .doesNotContain("Seq Scan on messages");
        }
    }
}
