package org.chatcluster.api.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MentionedTagsTest {
    @Test
    void tagsAreFoundInAnyCaseAndOnce() {
        assertThat(MentionedTags.in("@Alice, ask @bob1! (@ALICE) @bob1"))
                .containsExactly("alice", "bob1");
        assertThat(MentionedTags.in("Привет,@alice.")).containsExactly("alice");
    }

    @Test
    void addressesAndHalfTagsAreNoMentions() {
        assertThat(MentionedTags.in("no sign at all")).isEmpty();
        assertThat(MentionedTags.in("bob@example.com a.b+c@alice @@alice @al @алиса")).isEmpty();
        assertThat(MentionedTags.in("@" + "x".repeat(33) + " @alice_b @aliceя")).isEmpty();
    }

    @Test
    void noMoreThanFiftyAreLookedUp() {
        String many =
                IntStream.range(100, 200)
                        .mapToObj(i -> "@tag" + i)
                        .collect(Collectors.joining(" "));

        assertThat(MentionedTags.in(many)).hasSize(MentionedTags.MOST);
    }
}
