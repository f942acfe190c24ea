package org.chatcluster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.Test;

class LeftChatsTest {
    private final LeftChats left = new LeftChats();

    @Test
    void nothingOfTheTimeBeforeComesAfterTheRemoval() {
        boolean before = over(EventType.MESSAGE_CREATED, 1, 4);
        boolean removal = over(EventType.SELF_REMOVED, 1, 6);

        assertThat(before).isFalse();
        assertThat(removal).isFalse();
        assertThat(over(EventType.MESSAGE_CREATED, 1, 5)).isTrue();
        assertThat(over(EventType.MESSAGE_READ, 1, 3)).isTrue();
        assertThat(over(EventType.MESSAGE_CREATED, 2, 5)).isFalse();
    }

    @Test
    void removalIsToldOnce() {
        over(EventType.SELF_REMOVED, 1, 6);

        assertThat(over(EventType.SELF_REMOVED, 1, 6)).isTrue();
        assertThat(over(EventType.SELF_REMOVED, 1, 9)).isFalse();
    }

    @Test
    void removalFromBeforeTheLastOneOpensNothing() {
        over(EventType.SELF_REMOVED, 1, 6);

        assertThat(over(EventType.SELF_REMOVED, 1, 2)).isTrue();
        assertThat(over(EventType.CHAT_CREATED, 1, 4)).isTrue();
        assertThat(over(EventType.MESSAGE_CREATED, 1, 5)).isTrue();
    }

    @Test
    void whoIsAddedAgainGetsEverythingSince() {
        over(EventType.SELF_REMOVED, 1, 6);

        assertThat(over(EventType.CHAT_CREATED, 1, 7)).isFalse();
        assertThat(over(EventType.MESSAGE_READ, 1, 3)).isFalse();
    }

    @Test
    void replayOfATimeBeforeTheRemovalDoesNotEndIt() {
        over(EventType.SELF_REMOVED, 1, 6);

        assertThat(over(EventType.CHAT_CREATED, 1, 5)).isTrue();
        assertThat(over(EventType.MESSAGE_CREATED, 1, 6)).isTrue();
    }

    @Test
    void nothingOfTheTimeBeforeComesOnceTheUserIsBackEither() {
        over(EventType.SELF_REMOVED, 1, 6);
        over(EventType.CHAT_CREATED, 1, 9);

        assertThat(over(EventType.CHAT_CREATED, 1, 4)).isTrue();
        assertThat(over(EventType.MESSAGE_CREATED, 1, 5)).isTrue();
        assertThat(over(EventType.MESSAGE_CREATED, 1, 10)).isFalse();
        assertThat(over(EventType.TYPING, 1, 0)).isFalse();
        assertThat(over(EventType.MESSAGE_READ_BY_ALL, 1, 5)).isFalse();
    }

    @Test
    void removalThatAResumeToldCountsUnlessALaterOneIsKnown() {
        left.left(1, 6);
        left.left(2, 0);
        over(EventType.SELF_REMOVED, 3, 9);
        over(EventType.CHAT_CREATED, 3, 10);
        left.left(3, 8);

        assertThat(over(EventType.MESSAGE_CREATED, 1, 5)).isTrue();
        assertThat(over(EventType.SELF_REMOVED, 1, 6)).isTrue();
        assertThat(over(EventType.CHAT_CREATED, 1, 7)).isFalse();
        assertThat(over(EventType.MESSAGE_CREATED, 2, 1)).isFalse();
        assertThat(over(EventType.MESSAGE_READ, 3, 4)).isFalse();
    }

    @Test
    void othersWhoAreRemovedChangeNothing() {
        over(EventType.MEMBER_REMOVED, 1, 6);

        assertThat(over(EventType.MESSAGE_CREATED, 1, 5)).isFalse();
    }

    private boolean over(EventType type, long chatId, long seq) {
        return left.isOver(new EventHeader(type, chatId, seq, 0));
    }
}
