package org.chatcluster.deploy.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClusterFileTest {
    @Test
    void textIsQuotedAsJsonWantsIt() {
        assertThat(ClusterFile.quoted("a\"b\\c\n")).isEqualTo("\"a\\\"b\\\\c\\u000a\"");
    }
}
