package org.chatcluster.deploy.loadtest.tally;

import java.util.Arrays;

/// The exact account of one chat: which of its messages each member has received. Belongs to one
/// event loop, which is the only one to call it.
///
/// Invariant: a message is complete once it is answered by an ack and received by every member, or
/// answered by an error; each message becomes complete at most once.
public final class ChatTally {
    private static final byte UNANSWERED = 0;
    private static final byte ACKED = 1;
    private static final byte FAILED = 2;

    private final int members;
    private final long[][] received;
    private byte[] answers = new byte[64];
    private int[] receivers = new int[64];
    private int numbers;

    /// Takes how many members the chat has, all of them connected.
    public ChatTally(int members) {
        this.members = members;
        this.received = new long[members][1];
    }

    /// What a received frame was.
    public enum Receipt {
        /// The member's first of this message, and others still miss it or its ack is out.
        FIRST,
        /// The member's first, with which the message is complete.
        LAST,
        /// The member had it already.
        REPEATED,
        /// No such message was sent.
        UNKNOWN
    }

    /// Returns the number of the next message, from 0.
    public int next() {
        if (numbers == answers.length) {
            answers = Arrays.copyOf(answers, numbers * 2);
            receivers = Arrays.copyOf(receivers, numbers * 2);
        }
        return numbers++;
    }

    /// Counts a frame that carried the message to the member.
    public Receipt received(int member, int number) {
        if (number >= numbers) {
            return Receipt.UNKNOWN;
        }
        int word = number >>> 6;
        if (word >= received[member].length) {
            received[member] = Arrays.copyOf(received[member], Math.max(word + 1, word * 2));
        }
        long bit = 1L << number;
        if ((received[member][word] & bit) != 0) {
            return Receipt.REPEATED;
        }
        received[member][word] |= bit;
        receivers[number]++;
        return isWhole(number) ? Receipt.LAST : Receipt.FIRST;
    }

    /// Counts an ack, and returns whether the message is complete with it.
    public boolean acked(int number) {
        if (number >= numbers || answers[number] != UNANSWERED) {
            return false;
        }
        answers[number] = ACKED;
        return isWhole(number);
    }

    /// Counts an error, and returns whether it is the message's first answer: then it is complete.
    public boolean failed(int number) {
        if (number >= numbers || answers[number] != UNANSWERED) {
            return false;
        }
        answers[number] = FAILED;
        return true;
    }

    /// Returns how many frames never came: every member must get what was acked, and what any
    /// member got, since then it is stored whatever the sender heard.
    public long lost() {
        long lost = 0;
        for (int number = 0; number < numbers; number++) {
            if (answers[number] == ACKED || receivers[number] > 0) {
                lost += members - receivers[number];
            }
        }
        return lost;
    }

    /// Returns how many messages got neither ack nor error.
    public long unanswered() {
        long unanswered = 0;
        for (int number = 0; number < numbers; number++) {
            unanswered += answers[number] == UNANSWERED ? 1 : 0;
        }
        return unanswered;
    }

    private boolean isWhole(int number) {
        return answers[number] == ACKED && receivers[number] == members;
    }
}
