package org.chatcluster.gateway.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.resume.Page;
import org.chatcluster.gateway.resume.PageBudget.Turn;
import org.chatcluster.gateway.resume.Pages;
import org.chatcluster.gateway.resume.ResumePoint;
import org.jspecify.annotations.Nullable;

/// The pages of one resume, each asked for when the node has room for it. For the session's event
/// loop alone.
final class ResumePages implements Pages {
    private final SyncPages pages;
    private final Caller caller;
    private final @Nullable String requestId;
    private final Supplier<String> ids;
    private @Nullable Turn turn;

    /// Makes the pages of a resume with that `request_id`.
    ///
    /// @param ids gives each call to the API an id
    ResumePages(SyncPages pages, Caller caller, @Nullable String requestId, Supplier<String> ids) {
        this.pages = pages;
        this.caller = caller;
        this.requestId = requestId;
        this.ids = ids;
    }

    @Override
    public CompletionStage<Page> next(ResumePoint point, @Nullable Long joinedAfter) {
        Call call = SyncPages.call(requestId, point, joinedAfter);
        CompletableFuture<Page> answer = new CompletableFuture<>();
        turn = pages.budget().ask(room -> caller.executor().execute(() -> ask(call, room, answer)));
        return answer;
    }

    private void ask(Call call, Turn room, CompletableFuture<Page> answer) {
        if (room.isOver()) {
            room.arrived(0);
            return;
        }
        CompletionStage<Page> asked;
        try {
            asked = pages.next(call, caller.token(), ids.get());
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedStage(e);
        }
        asked.whenComplete((page, failure) -> {
            room.arrived(page == null ? 0 : page.bytes());
            if (page == null) {
                answer.completeExceptionally(failure);
            } else {
                answer.complete(page);
            }
        });
    }

    @Override
    public void taken() {
        if (turn != null) {
            turn.end();
            turn = null;
        }
    }
}
