package org.chatcluster.api.mini;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.UUID;
import org.chatcluster.api.login.LoggedIn;

/// What the mini-application is answered.
final class MiniAnswers {
    private MiniAnswers() {}

    /// The answer to `POST /login`.
    ///
    /// @param accessToken the JWT
    /// @param tokenType always `bearer`
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Token(String accessToken, String tokenType) {
        static Token of(LoggedIn loggedIn) {
            return new Token(loggedIn.accessToken(), loggedIn.tokenType());
        }

        @Override
        public String toString() {
            return "Token";
        }
    }

    /// The answer to `POST /register`.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Registered(UUID userUuid, String name, String accessToken, String tokenType) {
        static Registered of(LoggedIn loggedIn) {
            return new Registered(
                    loggedIn.user().uuid(),
                    loggedIn.user().displayName(),
                    loggedIn.accessToken(),
                    loggedIn.tokenType());
        }

        @Override
        public String toString() {
            return "Registered";
        }
    }

    /// The answer to `GET /users_list`.
    @Serdeable
    record UserList(List<ListedUser> users) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record ListedUser(UUID userUuid, String name) {}

    /// The data of `chat_created`.
    ///
    /// @param type `group` or `private`
    /// @param userIds the first hundred members
    @Serdeable(naming = SnakeCaseStrategy.class)
    record CreatedChat(long chatId, String type, String name, List<UUID> userIds) {}

    /// The frame with which a socket begins.
    ///
    /// @param action always `unread_messages`
    @Serdeable
    record UnreadMessages(String action, List<UnreadMessage> data) {}

    /// @param timestamp UTC, to the second, without a zone, as the document has it
    /// @param readStatus always `unread`
    @Serdeable(naming = SnakeCaseStrategy.class)
    record UnreadMessage(
            long id,
            long chatId,
            String senderUuid,
            String text,
            String timestamp,
            String readStatus) {
        @Override
        public String toString() {
            return "UnreadMessage[id=" + id + "]";
        }
    }
}
