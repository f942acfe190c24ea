package org.chatcluster.deploy.loadtest.population;

import io.netty.channel.EventLoop;

/// The part of the population that one event loop serves: every `lanes`-th chat with all its
/// members. Since a chat is never split, what is counted about it needs no lock.
///
/// @param index from 0 to `lanes` - 1
public record Share(EventLoop loop, int index, int lanes, Population population) {
    /// Returns whether this share has that chat.
    public boolean hasChat(int chat) {
        return chat % lanes == index;
    }

    /// Returns whether there is such a chat, and this share has it.
    public boolean hasKnownChat(int chat) {
        return chat < population.chats() && hasChat(chat);
    }

    /// Returns how many chats this share has.
    public int chats() {
        return (population.chats() - index + lanes - 1) / lanes;
    }

    /// Returns how many users this share has.
    public int users() {
        return chats() * population.members();
    }

    /// Returns the place of a chat within this share, from 0 to [#chats()] - 1.
    public int placeOfChat(int chat) {
        return chat / lanes;
    }

    /// Returns the chat at that place.
    public int chatAt(int place) {
        return place * lanes + index;
    }

    /// Returns the place of a user within this share, from 0 to [#users()] - 1.
    public int placeOfUser(int user) {
        int members = population.members();
        return placeOfChat(user / members) * members + user % members;
    }

    /// Returns the user at that place.
    public int userAt(int place) {
        int members = population.members();
        return chatAt(place / members) * members + place % members;
    }
}
