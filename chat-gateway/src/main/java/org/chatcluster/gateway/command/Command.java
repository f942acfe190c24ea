package org.chatcluster.gateway.command;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.resume.ResumePoint;
import org.jspecify.annotations.Nullable;

/// What a client's frame asks for. `requestId` is the JSON text of the frame's `request_id`, and
/// null if it has none: then nothing is acknowledged.
public sealed interface Command {
    @Nullable String requestId();

    /// A call of the API. Posting it twice does what posting it once does.
    ///
    /// @param path what to post to
    /// @param body what to post: the fields that the contract knows, and no other
    record Call(@Nullable String requestId, Action action, String path, byte[] body)
            implements Command {}

    /// The client asks for what it missed.
    record Resume(@Nullable String requestId, ResumePoint point) implements Command {}

    /// The client wants to be told of the presence of these users from now on, and of no others.
    record WatchPresence(@Nullable String requestId, Set<Long> userIds) implements Command {
        public WatchPresence {
            userIds = Collections.unmodifiableSet(new LinkedHashSet<>(userIds));
        }
    }

    /// The client brings a newer token. The text form leaves it out.
    record Authenticate(@Nullable String requestId, String token) implements Command {
        @Override
        public String toString() {
            return "Authenticate[requestId=" + requestId + "]";
        }
    }

    /// The client asks whether the session is alive.
    record Ping(@Nullable String requestId) implements Command {}

    /// A frame that is refused here.
    record Refused(
            @Nullable String requestId, ProblemCode code, String detail, List<FieldError> errors)
            implements Command {
        public Refused {
            errors = List.copyOf(errors);
        }

        /// Returns the refusal of what can't be read.
        public static Refused notAnObject() {
            return new Refused(
                    null, ProblemCode.BAD_FRAME, "the frame is not a JSON object", List.of());
        }

        /// Returns the refusal of a frame that does not say what it asks for.
        public static Refused withoutAction(@Nullable String requestId, List<FieldError> errors) {
            return new Refused(requestId, ProblemCode.BAD_FRAME, "action must be a string", errors);
        }

        /// Returns the refusal of an action that is none.
        public static Refused unknownAction(@Nullable String requestId) {
            return new Refused(
                    requestId, ProblemCode.UNKNOWN_ACTION, "there is no such action", List.of());
        }

        static Refused invalid(@Nullable String requestId, List<FieldError> errors) {
            return new Refused(
                    requestId,
                    ProblemCode.INVALID_INPUT,
                    "some fields are not as expected",
                    errors);
        }

        /// Returns whether a client that goes on like this is to be cut: it does not speak the
        /// protocol.
        boolean isBadFrame() {
            return code != ProblemCode.INVALID_INPUT;
        }
    }

    /// The actions of the API that a frame can name.
    enum Action {
        SEND_MESSAGE("send_message"),
        READ("read"),
        CREATE_CHAT("create_chat"),
        MESSAGE_READ("message_read"),
        UNREAD_MESSAGES("unread_messages"),
        TYPING("typing"),
        RESUME("resume", EventBatch.MEDIA_TYPE);

        private final String wireName;
        private final String accepted;

        Action(String wireName) {
            this(wireName, "application/json");
        }

        Action(String wireName, String accepted) {
            this.wireName = wireName;
            this.accepted = accepted;
        }

        /// Returns the media type in which the API is to answer.
        String accepted() {
            return accepted;
        }

        public String wireName() {
            return wireName;
        }
    }
}
