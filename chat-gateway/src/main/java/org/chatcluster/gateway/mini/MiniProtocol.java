package org.chatcluster.gateway.mini;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.command.ChatApi;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Dialect;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.frame.ServerFrames;
import org.chatcluster.gateway.protocol.Protocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `/connect` speaks: an event is made into the mini-application's frame once a node, however
/// many sockets get it; and a session begins with what its user has not read, as the API tells it.
@Singleton
public final class MiniProtocol implements Protocol {
    private static final Logger LOG = LoggerFactory.getLogger(MiniProtocol.class);
    private static final byte[] NOTHING = {'{', '}'};

    private final MiniDialect dialect;
    private final MiniFrames frames;
    private final ChatApi api;
    private final JsonMapper json;

    MiniProtocol(MiniDialect dialect, MiniFrames frames, ChatApi api, JsonMapper json) {
        this.dialect = dialect;
        this.frames = frames;
        this.api = api;
        this.json = json;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public CompletionStage<Greeting> greet(Caller session) {
        Call call = new Call(null, Action.UNREAD_MESSAGES, "/internal/connect/unread", NOTHING);
        return api.post(call, session.token(), session.sessionId() + "-0")
                .thenApply(this::greeting);
    }

    private Greeting greeting(Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("unread messages: status " + answer.status());
        }
        Set<Long> told = idsIn(answer.body());
        return new Greeting(answer.body(), told::contains);
    }

    private Set<Long> idsIn(byte[] unread) {
        try {
            Set<Long> ids = new HashSet<>();
            JsonNode frame = json.readValue(unread, JsonNode.class);
            JsonNode data = frame == null ? null : frame.get("data");
            if (data == null || !data.isArray()) {
                throw new IOException("not a list of unread messages");
            }
            for (JsonNode message : data.values()) {
                JsonNode id = message.get("id");
                if (id != null) {
                    ids.add(id.getLongValue());
                }
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable ByteBuf frame(ClientEvent event) {
        try {
            ByteBuf frame = event.translation().frame(() -> translated(event));
            return frame.isReadable() ? frame.retainedDuplicate() : null;
        } finally {
            event.frame().release();
        }
    }

    /// Returns an empty buffer for an event that the mini-application does not know.
    private ByteBuf translated(ClientEvent event) {
        try {
            return frames.of(event.header().type(), ServerFrames.payload(event.frame()))
                    .map(MiniProtocol::onHeap)
                    .orElse(Unpooled.EMPTY_BUFFER);
        } catch (UncheckedIOException e) {
            LOG.error(
                    "event not translated event={} chat={} message={}",
                    event.header().type().wireName(),
                    event.header().chatId(),
                    event.header().messageId(),
                    e);
            return Unpooled.EMPTY_BUFFER;
        }
    }

    private static ByteBuf onHeap(byte[] payload) {
        ByteBuf frame = ServerFrames.text(UnpooledByteBufAllocator.DEFAULT, payload);
        try {
            return Unpooled.wrappedBuffer(ByteBufUtil.getBytes(frame));
        } finally {
            frame.release();
        }
    }

    @Override
    public boolean tellsNews() {
        return false;
    }
}
