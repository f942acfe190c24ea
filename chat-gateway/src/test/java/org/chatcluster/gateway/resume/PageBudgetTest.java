package org.chatcluster.gateway.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatcluster.gateway.resume.PageBudget.LARGEST;

import java.util.ArrayList;
import java.util.List;
import org.chatcluster.gateway.resume.PageBudget.Turn;
import org.junit.jupiter.api.Test;

final class PageBudgetTest {
    private final PageBudget budget = new PageBudget(2L * LARGEST, 10);
    private final List<String> begun = new ArrayList<>();

    private Turn ask(String name) {
        return budget.ask(_ -> begun.add(name));
    }

    @Test
    void pagesWaitForTheirTurnAndHoldNoMoreThanTheirSize() {
        Turn first = ask("first");
        Turn second = ask("second");
        ask("third");
        ask("fourth");
        assertThat(begun).containsExactly("first", "second");

        first.arrived(1_000);
        assertThat(begun).hasSize(2);
        second.arrived(1_000);
        assertThat(begun).containsExactly("first", "second", "third");
        first.end();
        second.end();
        second.end();

        assertThat(begun).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void noMoreThanSoManyAreAskedForAtOnce() {
        PageBudget narrow = new PageBudget(100L * LARGEST, 2);
        Turn first = narrow.ask(_ -> begun.add("first"));
        narrow.ask(_ -> begun.add("second"));
        narrow.ask(_ -> begun.add("third"));
        assertThat(begun).containsExactly("first", "second");

        first.arrived(0);

        assertThat(begun).containsExactly("first", "second", "third");
    }

    @Test
    void pageThatNobodyNeedsHasRoomUntilItArrives() {
        Turn first = ask("first");
        ask("second");
        Turn third = ask("third");
        ask("fourth");

        first.end();
        third.end();
        assertThat(begun).containsExactly("first", "second");
        assertThat(first.isOver()).isTrue();
        first.arrived(LARGEST);

        assertThat(begun).containsExactly("first", "second", "fourth");
    }
}
