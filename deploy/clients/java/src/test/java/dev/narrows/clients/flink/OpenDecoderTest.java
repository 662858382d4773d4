package dev.narrows.clients.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OpenDecoderTest {

    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void shouldCloseOnce() {
        // given
        Object user = new Object();
        OpenDecoder open = new OpenDecoder(user, closed::incrementAndGet);
        assertThat(closed).hasValue(0);

        // when
        open.close();
        open.close();

        // then
        assertThat(closed).hasValue(1);
        assertThat(user).isNotNull();
    }

    @Test
    void shouldCloseAfterItsUserAndNoSooner() {
        // given
        Object[] user = {new Object()};
        OpenDecoder open = new OpenDecoder(user[0], closed::incrementAndGet);
        System.gc();
        assertThat(closed).hasValue(0);

        // when
        user[0] = "another";

        // then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            assertThat(closed).hasValue(1);
        });
        open.close();
        assertThat(closed).hasValue(1);
    }
}
