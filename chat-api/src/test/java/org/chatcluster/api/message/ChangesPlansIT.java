package org.chatcluster.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chatcluster.api.node.LongTalk;
import org.chatcluster.api.node.NodeWithChats;
import org.junit.jupiter.api.Test;

class ChangesPlansIT {
    @Test
    void changesAreFoundByIndexRangesAlone() {
        try (NodeWithChats chats = new NodeWithChats()) {
            LongTalk.in(chats);
            Map<String, String[]> parameters = new LinkedHashMap<>();
            parameters.put("chatIds", new String[] {"bigint[]", "'{1, 2, 3}'"});
            parameters.put("sinces", new String[] {"bigint[]", "'{0, 10, 200}'"});
            parameters.put("limit", new String[] {"int", "200"});

            String plans = chats.plans(MessageRepository.CHANGES, parameters);

            assertThat(plans)
                    .contains("messages_pkey", "messages_changed")
                    .doesNotContain("Seq Scan on messages");
        }
    }
}
