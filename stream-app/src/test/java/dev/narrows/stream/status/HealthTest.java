package dev.narrows.stream.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final AtomicLong now = new AtomicLong();
    private final Health health = new Health(() -> Instant.ofEpochMilli(now.get()));

    @Test
    void shouldBeReadyWhenEveryPartIsUp() {
        // when
        for (Part part : Part.values()) {
            assertThat(health.report().ready()).isFalse();
            health.up(part, "fine");
        }

        // then
        assertThat(health.report().ready()).isTrue();
        assertThat(health.isLive()).isTrue();
    }

    @Test
    void shouldBeLiveWhileItWaits() {
        // when
        health.down(Part.MODEL, "no version");

        // then
        assertThat(health.isLive()).isTrue();
        assertThat(health.report().parts().get("model").detail()).isEqualTo("no version");
    }

    @Test
    void shouldBeNeitherLiveNorReadyOnceFailedAndKeepTheFirstReason() {
        // given
        for (Part part : Part.values()) {
            health.up(part, "fine");
        }

        // when
        health.failed("first");
        health.failed("second");

        // then
        assertThat(health.isLive()).isFalse();
        assertThat(health.report().ready()).isFalse();
        assertThat(health.report().failure()).isEqualTo("first");
    }

    @Test
    void shouldKeepAPartUpWhenItIsNoticed() {
        // given
        health.up(Part.MODEL, "default v1");

        // when
        health.notice(Part.MODEL, "v2 refused");

        // then
        Health.PartState model = health.part(Part.MODEL);
        assertThat(model.up()).isTrue();
        assertThat(model.detail()).isEqualTo("default v1");
        assertThat(model.notice()).isEqualTo("v2 refused");
    }

    @Test
    void shouldTellSinceWhenAPartIsAsItIs() {
        // given
        now.set(1_000);
        health.up(Part.STREAM, "running");
        now.set(2_000);

        // when
        health.up(Part.STREAM, "still running");

        // then
        assertThat(health.part(Part.STREAM).since()).isEqualTo("1970-01-01T00:00:01Z");
    }

    @Test
    void shouldTellSinceWhenTheModelInServiceServes() {
        // given
        now.set(1_000);
        health.up(Part.MODEL, "default/1 on cpu");
        now.set(2_000);

        // when another takes its place, and is told of twice
        health.up(Part.MODEL, "default/2 on cpu");
        now.set(3_000);
        health.up(Part.MODEL, "default/2 on cpu");

        // then
        assertThat(health.part(Part.MODEL).since()).isEqualTo("1970-01-01T00:00:02Z");
    }
}
