package org.chatcluster.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the fan-out does when a subscription, or all of them, are lost.
final class FanOutLossTest implements UserChannels {
    private final List<String> commands = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final FanOut fanOut =
            new FanOut(
                    this,
                    (userId, since) -> missed.add(userId + " since " + since),
                    new FanOutConfig(Duration.ofSeconds(5)));
    private final FakeRecipient anna = new FakeRecipient(1, loop);
    private final FakeRecipient annasPhone = new FakeRecipient(1, loop);

    @Override
    public void subscribe(long userId) {
        commands.add("subscribe " + userId);
    }

    @Override
    public void unsubscribe(long userId) {
        commands.add("unsubscribe " + userId);
    }

    @Test
    void afterALostConnectionNobodyIsToldToListenBeforeItIsTrueAgain() {
        fanOut.join(anna);
        fanOut.subscribed(1);
        fanOut.disconnected(EVERYBODY, 7);

        fanOut.join(annasPhone);
        assertThat(annasPhone.heard()).isEmpty();
        fanOut.connected(EVERYBODY);
        fanOut.subscribed(1);
        loop.runPendingTasks();

        assertThat(commands).containsExactly("subscribe 1", "subscribe 1");
        assertThat(annasPhone.heard()).containsExactly("listening");
    }

    @Test
    void subscriptionThatIsTakenAwayIsAskedForAgain() {
        fanOut.join(anna);
        fanOut.subscribed(1);

        fanOut.unsubscribed(1);

        assertThat(commands).containsExactly("subscribe 1", "subscribe 1");
    }

    @Test
    void failedCommandIsAskedForAgainWhileItIsWanted() {
        fanOut.join(anna);
        fanOut.failed(1);
        assertThat(commands).containsExactly("subscribe 1", "subscribe 1");

        fanOut.subscribed(1);
        fanOut.failed(1);

        assertThat(commands).hasSize(2);
    }

    @Test
    void whatALostConnectionMissedIsToldOnceTheChannelIsSubscribedAgain() {
        fanOut.join(anna);
        fanOut.subscribed(1);
        assertThat(missed).isEmpty();

        fanOut.disconnected(EVERYBODY, 7);
        fanOut.connected(EVERYBODY);
        assertThat(missed).isEmpty();
        fanOut.subscribed(1);
        fanOut.subscribed(1);

        assertThat(missed).containsExactly("1 since 7");
        assertThat(fanOut.tokenOf(1)).contains("token-1");
    }

    @Test
    void whoIsLostTwiceBeforeListeningAgainMissedSinceTheFirst() {
        fanOut.join(anna);
        fanOut.subscribed(1);

        fanOut.disconnected(EVERYBODY, 7);
        fanOut.connected(EVERYBODY);
        fanOut.disconnected(EVERYBODY, 9);
        fanOut.subscribed(1);

        assertThat(missed).containsExactly("1 since 7");
    }

    @Test
    void whoWasNotYetListeningMissedNothing() {
        fanOut.join(anna);
        fanOut.disconnected(EVERYBODY, 7);
        fanOut.subscribed(1);

        assertThat(missed).isEmpty();
    }

    @Test
    void channelThatRedisTookAwayIsSubscribedAgainAndItsGapTold() {
        fanOut.join(anna);
        fanOut.subscribed(1);

        fanOut.unsubscribed(1);
        fanOut.subscribed(1);

        assertThat(commands).containsExactly("subscribe 1", "subscribe 1");
        assertThat(missed).singleElement().asString().startsWith("1 since ");
    }
}
