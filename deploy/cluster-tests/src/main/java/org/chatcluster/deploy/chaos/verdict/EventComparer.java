package org.chatcluster.deploy.chaos.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Told;
import org.chatcluster.deploy.client.stream.ChatEvent;
import org.chatcluster.deploy.client.stream.Origin;

/// Compares every event of a chat that a device was told with the times when its user was a member.
///
/// What comes live took its seq within such a time. A resume, and a read mark, may tell of the time
/// before the joining too, but only to somebody who is a member already, and of nothing since their
/// removal. Over one socket nothing follows a removal that took its seq before.
///
/// @param stays of the device's user in a chat
record EventComparer(DeviceLog device, LongFunction<List<Stay>> stays) {
    private record Place(int session, long chatId) {}

    void compare(Verdict.Builder verdict) {
        Map<Long, List<Stay>> known = new HashMap<>();
        Map<Place, Long> removedAt = new HashMap<>();
        for (Told told : device.belief().told()) {
            ChatEvent event = told.event();
            List<Stay> mine = known.computeIfAbsent(event.chatId(), stays::apply);
            Place place = new Place(told.session(), event.chatId());
            if (event.ownRemoval()) {
                removedAt.merge(place, event.seq(), Math::max);
            } else if (mine.stream().noneMatch(stay -> fits(stay, told))) {
                add(verdict, event, "which is not of their time: " + mine);
            } else if (isLate(told, removedAt.getOrDefault(place, -1L), mine)) {
                add(verdict, event, "after their removal at " + removedAt.get(place));
            }
        }
    }

    private static boolean fits(Stay stay, Told told) {
        ChatEvent event = told.event();
        return event.origin() == Origin.RESUMED || event.isOfTheMoment()
                ? stay.mayShow(event.seq(), told.at())
                : stay.holds(event.seq());
    }

    /// Who is back is told read marks that stand before their removal, and a resume may bring what
    /// they missed before it: the news of the removal can be the last to come.
    private static boolean isLate(Told told, long removed, List<Stay> mine) {
        ChatEvent event = told.event();
        return event.seq() <= removed
                && !((event.isOfTheMoment() || event.origin() == Origin.RESUMED)
                        && mine.stream()
                                .anyMatch(stay ->
                                        stay.joined() > removed && stay.joinedAt() <= told.at()));
    }

    private void add(Verdict.Builder verdict, ChatEvent event, String why) {
        verdict.add(
                Promise.REMOVED,
                "%s got %s of chat %d seq %d, %s"
                        .formatted(device.name(), event.name(), event.chatId(), event.seq(), why));
    }
}
