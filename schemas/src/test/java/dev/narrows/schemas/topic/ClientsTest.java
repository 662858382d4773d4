package dev.narrows.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {

    @Test
    void shouldCloseTheOthersWhereSomeDoNotClose() {
        // given
        List<String> closed = new ArrayList<>();
        Deque<AutoCloseable> all = new ArrayDeque<>();
        all.add(() -> closed.add("first"));
        all.add(() -> {
            throw new IOException("no");
        });
        all.add(() -> {
            throw new IllegalArgumentException("neither");
        });
        all.add(() -> closed.add("last"));

        // then
        assertThatThrownBy(() -> Clients.closeAll(all, "encoder"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("encoder: no (expected: a clean close)")
                .hasSuppressedException(new IllegalArgumentException("neither"));
        assertThat(closed).containsExactly("first", "last");
        assertThat(all).isEmpty();
    }
}
