package org.chatcluster.deploy.chaos.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chatcluster.deploy.chaos.history.MembershipChange;
import org.chatcluster.deploy.chaos.history.MembershipChange.Kind;
import org.chatcluster.deploy.chaos.history.MembershipFact;

/// What was answered of one user's comings to a chat and goings from it, next to PostgreSQL.
///
/// @param changes in the order in which they were made, one after the other
/// @param facts by seq
/// @param isMember whether they are a member in the end
record Answers(List<MembershipChange> changes, List<MembershipFact> facts, boolean isMember) {
    /// Returns what does not fit.
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (int i = 1; i < facts.size(); i++) {
            if (facts.get(i).came() == facts.get(i - 1).came()) {
                faults.add("done twice, at seq " + facts.get(i).seq());
            }
        }
        changes.stream()
                .filter(change -> change.kind() == Kind.ADDED && change.answered())
                .filter(change -> !wasMemberAt(change.seq()))
                .forEach(change -> faults.add("was added by seq " + change.seq() + " and is not"));
        long went = facts.stream().filter(fact -> !fact.came()).count();
        long answered = changes.stream().filter(c -> isRemoval(c) && c.answered()).count();
        if (went < answered) {
            faults.add("was removed " + answered + " times, in PostgreSQL " + went + " times");
        }
        if (went > changes.stream().filter(Answers::isRemoval).count()
                || facts.size() - went > changes.stream().filter(c -> !isRemoval(c)).count()) {
            faults.add("came or went more often than was asked for");
        }
        if (!facts.isEmpty() && facts.getLast().came() != isMember) {
            faults.add("the messages say otherwise than the list of members");
        }
        if (!changes.isEmpty()
                && changes.getLast().answered()
                && isRemoval(changes.getLast()) == isMember) {
            faults.add("the last that was answered was " + changes.getLast().kind());
        }
        return faults;
    }

    private boolean wasMemberAt(long seq) {
        OptionalInt last =
                IntStream.range(0, facts.size())
                        .filter(i -> facts.get(i).seq() <= seq)
                        .reduce((_, later) -> later);
        return last.isPresent() && facts.get(last.getAsInt()).came();
    }

    private static boolean isRemoval(MembershipChange change) {
        return change.kind() != Kind.ADDED;
    }
}
