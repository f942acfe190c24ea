package org.chatcluster.api.group;

import org.chatcluster.api.refusal.Refusal;
import org.chatcluster.common.problem.ProblemCode;

/// A group's creator can't be removed from it, nor get another role.
public final class CreatorProtected extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    public CreatorProtected() {
        super("creator protected", null, false, false);
    }

    @Override
    public ProblemCode code() {
        return ProblemCode.CREATOR_PROTECTED;
    }

    @Override
    public String detail() {
        return "the creator stays in the group and keeps their rights; they may delete it";
    }
}
