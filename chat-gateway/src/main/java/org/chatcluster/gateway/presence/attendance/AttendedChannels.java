package org.chatcluster.gateway.presence.attendance;

import java.util.function.LongPredicate;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.UserChannels;

/// Passes on to the fan-out what the channels bring, and notes whom the node listens for.
public final class AttendedChannels implements UserChannels.Listener {
    private final UserChannels.Listener fanOut;
    private final Attendance attendance;

    public AttendedChannels(UserChannels.Listener fanOut, Attendance attendance) {
        this.fanOut = fanOut;
        this.attendance = attendance;
    }

    @Override
    public void subscribed(long userId) {
        fanOut.subscribed(userId);
        attendance.came(userId);
    }

    @Override
    public void unsubscribed(long userId) {
        attendance.left(userId);
        fanOut.unsubscribed(userId);
    }

    @Override
    public void arrived(Long userId, Arrival arrival) {
        fanOut.arrived(userId, arrival);
    }

    @Override
    public void disconnected(LongPredicate users, long provenNanos) {
        fanOut.disconnected(users, provenNanos);
    }

    @Override
    public void connected(LongPredicate users) {
        fanOut.connected(users);
    }

    @Override
    public void failed(long userId) {
        fanOut.failed(userId);
    }
}
