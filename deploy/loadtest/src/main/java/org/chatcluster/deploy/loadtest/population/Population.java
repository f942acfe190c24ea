package org.chatcluster.deploy.loadtest.population;

import java.util.List;

/// The users and chats of a run. Every chat has the same number of members and every user is in one
/// chat: user `u` is a member of chat `u / members`, so that the owner of any stamp is known
/// without a table.
///
/// @param userIds the users' numbers in the database
/// @param tokens an access token of each user
/// @param chatIds the chats' numbers in the database
public record Population(List<Long> userIds, List<String> tokens, List<Long> chatIds) {
    /// Checks that the users divide evenly over the chats.
    public Population {
        userIds = List.copyOf(userIds);
        tokens = List.copyOf(tokens);
        chatIds = List.copyOf(chatIds);
        if (tokens.size() != userIds.size()
                || chatIds.isEmpty()
                || userIds.size() % chatIds.size() != 0) {
            throw new IllegalArgumentException(
                    "%d users with %d tokens do not divide over %d chats"
                            .formatted(userIds.size(), tokens.size(), chatIds.size()));
        }
    }

    /// Returns how many users there are.
    public int users() {
        return userIds.size();
    }

    /// Returns how many chats there are.
    public int chats() {
        return chatIds.size();
    }

    /// Returns how many members each chat has.
    public int members() {
        return userIds.size() / chatIds.size();
    }

    /// Returns a user's access token.
    public String token(int user) {
        return tokens.get(user);
    }

    /// Returns a chat's number in the database.
    public long chatId(int chat) {
        return chatIds.get(chat);
    }
}
