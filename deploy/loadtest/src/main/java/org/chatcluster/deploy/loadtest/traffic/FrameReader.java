package org.chatcluster.deploy.loadtest.traffic;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.chatcluster.deploy.loadtest.command.ResumeText;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.stamp.Stamp;
import org.chatcluster.deploy.loadtest.tally.Counts;

/// Tells the server's frames apart by single bytes and hands them to the lane. Only greetings,
/// errors and what is rare are read as text.
final class FrameReader {
    private static final long FRAME_HEAD = 0x7b226576656e7422L; // {"event"
    private static final int NAME_AT = 10;
    private static final int CREATED_AT = NAME_AT + "message.".length();
    private static final int SHORTEST_FRAME = 20;

    private final Stamp stamp;
    private final Counts counts;
    private final Lane lane;

    FrameReader(Stamp stamp, Counts counts, Lane lane) {
        this.stamp = stamp;
        this.counts = counts;
        this.lane = lane;
    }

    /// Reads the frame that lies between the two indexes and has come to that user.
    void read(int user, ByteBuf bytes, int from, int to) {
        if (to - from < SHORTEST_FRAME || bytes.getLong(from) != FRAME_HEAD) {
            counts.unreadable++;
            return;
        }
        byte kind = bytes.getByte(from + NAME_AT);
        if (kind == 'm' && bytes.getByte(from + CREATED_AT) == 'c') {
            message(user, bytes, from, to);
        } else if (kind == 'a') {
            ack(bytes, from, to);
        } else if (kind == 'e') {
            error(user, bytes, from, to);
        } else if (kind == 'h') {
            hello(user, text(bytes, from, to));
        } else if (kind == 'r') {
            lane.watch().replayed(user);
        } else if (kind == 'b') {
            counts.otherEvent("behind");
            lane.watch().toResume(user);
        } else {
            counts.otherEvent(after(text(bytes, from, to), "\"event\":\""));
        }
    }

    private void message(int user, ByteBuf bytes, int from, int to) {
        int at = stamp.find(bytes, from, to);
        long seq = SeqScan.seq(bytes, from, to);
        if (at < 0 || seq < 0) {
            counts.unreadable++;
        } else {
            int number = Stamp.number(bytes, at);
            lane.message(user, seq, Stamp.chat(bytes, at), number, Stamp.sinceOrigin(bytes, at));
        }
    }

    private void ack(ByteBuf bytes, int from, int to) {
        int at = stamp.find(bytes, from, to);
        if (at < 0 || !share().hasKnownChat(Stamp.chat(bytes, at))) {
            counts.unreadable += ResumeText.isAnsweredBy(text(bytes, from, to)) ? 0 : 1;
        } else {
            int number = Stamp.number(bytes, at);
            lane.acked(Stamp.chat(bytes, at), number, Stamp.sinceOrigin(bytes, at));
        }
    }

    private void error(int user, ByteBuf bytes, int from, int to) {
        String text = text(bytes, from, to);
        String code = after(text, "\"code\":\"");
        int at = stamp.find(bytes, from, to);
        if (ResumeText.isAnsweredBy(text)) {
            counts.error(code + " to resume");
            lane.watch().toResume(user);
        } else if (at < 0 || !share().hasKnownChat(Stamp.chat(bytes, at))) {
            counts.error(code + " without request_id");
        } else {
            lane.failed(Stamp.chat(bytes, at), Stamp.number(bytes, at), code);
        }
    }

    private void hello(int user, String text) {
        if (!text.contains("\"user_id\":" + share().population().userIds().get(user))) {
            counts.unreadable++;
        }
        counts.node(after(text, "\"node\":\""));
        lane.hello(user);
    }

    private Share share() {
        return lane.share();
    }

    private static String text(ByteBuf bytes, int from, int to) {
        return bytes.toString(from, to - from, StandardCharsets.UTF_8);
    }

    /// Returns what stands after that text and before the next quotation mark, or `unknown`.
    private static String after(String frame, String start) {
        int at = frame.indexOf(start);
        int end = at < 0 ? -1 : frame.indexOf('"', at + start.length());
        return end < 0 ? "unknown" : frame.substring(at + start.length(), end);
    }
}
