package org.chatcluster.api.mini;

import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.chat.ChatView;
import org.chatcluster.api.chat.Chats;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.mini.MiniAnswers.CreatedChat;
import org.chatcluster.api.mini.MiniAnswers.ListedUser;
import org.chatcluster.api.mini.MiniAnswers.UnreadMessage;
import org.chatcluster.api.mini.MiniAnswers.UnreadMessages;
import org.chatcluster.api.mini.MiniAnswers.UserList;
import org.chatcluster.api.mini.MiniRepository.Person;
import org.chatcluster.api.mini.MiniRepository.Place;
import org.chatcluster.api.mini.MiniRepository.Unread;
import org.chatcluster.api.read.Reads;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.api.refusal.NotFound;

/// The mini-application's words for what the other features do. Blocks on the database.
@Singleton
final class MiniApplication {
    /// Unread messages told of at the beginning of a socket, the newest; as many as are counted.
    private static final int MOST_UNREAD = Reads.UNREAD_CAP;

    /// What they may come to together as JSON, so that the frame stays one that clients and
    /// gateways have room for: with what is around it, less than 256 KiB.
    private static final int MOST_UNREAD_BYTES = 262_000;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final MiniRepository repository;
    private final Chats chats;
    private final Reads reads;

    MiniApplication(MiniRepository repository, Chats chats, Reads reads) {
        this.repository = repository;
        this.chats = chats;
        this.reads = reads;
    }

    /// Returns the newest accounts below an id.
    List<Person> users(long before, int limit) {
        return repository.findNewest(before, limit);
    }

    static UserList list(List<Person> people) {
        return new UserList(
                people.stream()
                        .map(person -> new ListedUser(person.uuid(), person.displayName()))
                        .toList());
    }

    /// Returns what the reader has not read, oldest first.
    UnreadMessages unread(long reader) {
        List<UnreadMessage> newestFirst =
                repository.findUnread(reader, MOST_UNREAD, MOST_UNREAD_BYTES).stream()
                        .map(MiniApplication::told)
                        .toList();
        return new UnreadMessages("unread_messages", newestFirst.reversed());
    }

    private static UnreadMessage told(Unread message) {
        return new UnreadMessage(
                message.id(),
                message.chatId(),
                message.authorUuid().toString(),
                message.content(),
                SECONDS.format(message.ts()),
                "unread");
    }

    /// Moves the reader's mark to a message.
    ///
    /// @throws NotFound if there is no such message that the reader may see
    void read(long reader, long messageId) {
        Place place =
                repository
                        .findPlace(messageId, reader)
                        .orElseThrow(() -> new NotFound("there is no such message"));
        reads.advance(place.chatId(), reader, place.seq());
    }

    /// Opens a chat: 201 if it is new, and all members are told by its event; 200 for a private one
    /// that was there, of which nobody is told.
    ///
    /// @throws InvalidInput if a group has no name, a private chat not one other member, or
    ///   somebody does not exist
    Outcome create(long caller, CreateChat request) {
        Set<Long> members = new LinkedHashSet<>(ids(request.userIds()));
        members.remove(caller);
        if (request.type().equals("private")) {
            return openPrivate(caller, members);
        }
        String name = request.name();
        if (name == null) {
            throw new InvalidInput("name", "must be given");
        }
        return new Outcome(
                201, told(chats.createGroup(caller, name.strip(), List.copyOf(members))));
    }

    private Outcome openPrivate(long caller, Set<Long> others) {
        if (others.size() != 1) {
            throw new InvalidInput("user_ids", "must be one other user for a private chat");
        }
        long other = others.iterator().next();
        boolean wasThere = repository.isThereDirect(caller, other);
        return new Outcome(wasThere ? 200 : 201, told(chats.openDirect(caller, other)));
    }

    private List<Long> ids(List<UUID> uuids) {
        Map<UUID, Person> known =
                repository
                        .findByUuids(uuids.stream().map(UUID::toString).toArray(String[]::new))
                        .stream()
                        .collect(Collectors.toMap(Person::uuid, Function.identity()));
        List<UUID> unknown = uuids.stream().filter(uuid -> !known.containsKey(uuid)).toList();
        if (!unknown.isEmpty()) {
            throw new InvalidInput(
                    "user_ids", "no such users: " + unknown.stream().limit(10).toList());
        }
        return known.values().stream().map(Person::id).toList();
    }

    private static CreatedChat told(ChatView chat) {
        return new CreatedChat(
                chat.id(),
                chat.isGroup() ? "group" : "private",
                chat.title(),
                chat.participants().stream().map(UserView::uuid).toList());
    }
}
