package org.chatcluster.gateway.fanout;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import org.chatcluster.common.token.RevokedFamilies;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;

/// A session that writes down what it hears, on an event loop that the test turns by hand.
final class FakeRecipient implements Recipient {
    private final long userId;
    private final EmbeddedChannel loop;
    private final List<String> heard = new ArrayList<>();
    private boolean dirty;
    private boolean broken;

    FakeRecipient(long userId, EmbeddedChannel loop) {
        this.userId = userId;
        this.loop = loop;
    }

    List<String> heard() {
        return heard;
    }

    /// From now on events make it throw.
    void breaks() {
        broken = true;
    }

    @Override
    public long userId() {
        return userId;
    }

    @Override
    public EventExecutor executor() {
        return loop.eventLoop();
    }

    @Override
    public String token() {
        return "token-" + userId;
    }

    @Override
    public void listening() {
        heard.add("listening");
    }

    @Override
    public void deliver(ClientEvent event) {
        event.frame().release();
        if (broken) {
            throw new IllegalStateException("broken");
        }
        heard.add("event " + event.header().seq());
    }

    @Override
    public boolean markDirty() {
        boolean first = !dirty;
        dirty = true;
        return first;
    }

    @Override
    public void flush() {
        dirty = false;
        heard.add("flush");
    }

    @Override
    public void revoke(RevokedFamilies families) {
        heard.add("revoke " + families.families());
    }

    @Override
    public void dropped() {
        heard.add("dropped");
    }
}
