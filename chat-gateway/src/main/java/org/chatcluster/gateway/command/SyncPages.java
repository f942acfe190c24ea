package org.chatcluster.gateway.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventBatch.Entry;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.event.UnreadableEvent;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.resume.Page;
import org.chatcluster.gateway.resume.Page.Change;
import org.chatcluster.gateway.resume.PageBudget;
import org.chatcluster.gateway.resume.ResumePoint;
import org.jspecify.annotations.Nullable;

/// Asks the API for pages of what changed, as events ready to be written. Thread-safe.
final class SyncPages {
    private static final String SYNC = "/api/v1/sync";
    private static final byte[] NOTHING = {};

    /// Entries of a page: a session holds a page while its client takes it.
    private static final int LIMIT = 20;

    /// Bytes of pages that all sessions together hold.
    private static final long BUDGET = 64 << 20;

    /// Pages that a node asks for at once: they wait here, where there is no time-out, and not in
    /// the API. With 256, calls of 1,000 sockets that resumed on a cluster just started timed out.
    private static final int MOST_CALLS = 32;

    private final ChatApi api;
    private final PageBudget budget = new PageBudget(BUDGET, MOST_CALLS);

    SyncPages(ChatApi api) {
        this.api = api;
    }

    /// Returns what pages must have room in before they are asked for.
    PageBudget budget() {
        return budget;
    }

    /// Returns the call that a resume is answered for.
    static Call call(Command.Resume resume) {
        return new Call(resume.requestId(), Action.RESUME, SYNC, NOTHING);
    }

    /// Returns the call for one page.
    static Call call(@Nullable String requestId, ResumePoint point, @Nullable Long joinedAfter) {
        byte[] body =
                FrameJson.object(out -> {
                    writeChats(out, point.chats());
                    if (point.only()) {
                        out.writeBooleanField("only", true);
                    }
                    if (joinedAfter != null) {
                        out.writeNumberField("joined_after", joinedAfter);
                    }
                    out.writeNumberField("limit", LIMIT);
                });
        return new Call(requestId, Action.RESUME, SYNC, body);
    }

    /// Returns `{"chats": …}`.
    static byte[] json(Map<Long, Long> chats) {
        return FrameJson.object(out -> writeChats(out, chats));
    }

    /// Writes the field `chats` with the seq of each.
    static void writeChats(JsonGenerator out, Map<Long, Long> chats) throws IOException {
        out.writeObjectFieldStart("chats");
        for (Map.Entry<Long, Long> chat : new TreeMap<>(chats).entrySet()) {
            out.writeNumberField(Long.toString(chat.getKey()), chat.getValue());
        }
        out.writeEndObject();
    }

    /// Posts a call for a page, and returns the page. Fails with [PageRefused] if the API refuses,
    /// and otherwise as [ChatApi#post] does.
    CompletionStage<Page> next(Call call, String token, String requestId) {
        return api.post(call, token, requestId).thenApply(SyncPages::page);
    }

    private static Page page(Answer answer) {
        if (!answer.isSuccess()) {
            throw new PageRefused(answer);
        }
        List<Entry> entries = EventBatch.read(answer.body());
        if (entries.isEmpty()) {
            throw new UnreadableEvent("page without an end");
        }
        List<Change> changes = new ArrayList<>(entries.size());
        for (Entry entry : entries.subList(0, entries.size() - 1)) {
            ByteBuffer payload = entry.payload();
            changes.add(new Change(EventHeader.readFrom(payload), payload));
        }
        ByteBuffer end = entries.getLast().payload();
        if (EventHeader.readFrom(end).type() != EventType.SYNC_PAGE) {
            throw new UnreadableEvent("page without an end");
        }
        return page(changes, end);
    }

    private static Page page(List<Change> changes, ByteBuffer end) {
        byte[] body = new byte[end.remaining()];
        end.get(body);
        Map<Long, Long> chats = Map.of();
        boolean more = false;
        Long joinedAfter = null;
        try (JsonParser in = FrameJson.FACTORY.createParser(body)) {
            in.nextToken();
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                JsonToken value = in.nextToken();
                switch (name) {
                    case "chats" -> chats = FrameFields.seqs(in);
                    case "more" -> more = in.getBooleanValue();
                    case "joined_after" ->
                            joinedAfter = value == JsonToken.VALUE_NULL ? null : in.getLongValue();
                    default -> in.skipChildren();
                }
            }
        } catch (IOException | NumberFormatException _) {
            throw new UnreadableEvent("page with an end that is not as expected");
        }
        return new Page(changes, chats, more, joinedAfter);
    }

    /// The API's answer to a call for a page is a refusal.
    static final class PageRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        PageRefused(Answer answer) {
            super("status " + answer.status());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }
}
