package dev.narrows.stream.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.WebhookFormat;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.PlacedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupingTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    static {
        GeneratedRecords.trust();
    }

    private final Grouping byKey = new Grouping(subscription(List.of("key")));

    @Test
    void shouldWaitForMoreBeforeTheFirstMessage() {
        // given
        byKey.add(alert(0, "a", 3), 0);
        byKey.add(alert(1, "a", 5), 900);

        // when
        Optional<Notice> early = byKey.next(999);
        Notice notice = byKey.next(1_000).orElseThrow();

        // then
        assertThat(early).isEmpty();
        assertThat(notice.count()).isEqualTo(2);
        assertThat(notice.group()).isEqualTo("key a");
        assertThat(notice.resolved()).isFalse();
        assertThat(notice.worst()).extracting(PlacedAlert::offset).containsExactly(1L, 0L);
    }

    @Test
    void shouldTellWhatGoesOnOnceAnIntervalAndItsEndOnce() {
        // given
        List<Notice> told = new ArrayList<>();

        // when
        for (int now = 0; now < 120_000; now += 500) {
            if (now < 60_000) {
                byKey.add(alert(now, "a", 3), now);
            }
            byKey.next(now).ifPresent(notice -> {
                told.add(notice);
                byKey.told();
            });
        }

        // then: after 1 s, at 11, 21, 31, 41, 51 and 61 s, and 30 s after the last alert
        assertThat(told).hasSize(8);
        assertThat(told.get(6).count()).isEqualTo(120);
        assertThat(told.get(7).resolved()).isTrue();
        assertThat(told.get(7).count()).isEqualTo(120);
        assertThat(told.get(7).began()).isEqualTo(TIME);
        assertThat(told.get(7).last()).isEqualTo(TIME.plusMillis(59_500));
        assertThat(told).extracting(Notice::id).doesNotHaveDuplicates();
        assertThat(byKey.size()).isZero();
    }

    @Test
    void shouldMakeAStormOfManyKeysAFewMessages() {
        // given
        for (int i = 0; i < 10_000; i++) {
            byKey.add(alert(i, "key-" + i, i % 100), i / 10);
        }

        // when
        List<Notice> told = new ArrayList<>();
        for (int now = 1_000; now < 90_000; now += 200) {
            byKey.next(now).ifPresent(notice -> {
                told.add(notice);
                byKey.told();
            });
        }

        // then
        assertThat(told.size()).isBetween(2, 10);
        assertThat(told.stream()
                        .filter(notice -> !notice.resolved())
                        .mapToLong(Notice::count)
                        .sum())
                .isEqualTo(10_000);
        assertThat(told.get(0).worst().get(0).alert().getScore()).isEqualTo(99);
    }

    @Test
    void shouldHoldBackWhatIsNotTold() {
        // given
        byKey.add(alert(7, "a", 3), 0);
        byKey.add(alert(9, "a", 3), 0);

        // when
        long waiting = byKey.lowestUntold(0, 20);
        byKey.next(1_000);
        long inWork = byKey.lowestUntold(0, 20);
        long elsewhere = byKey.lowestUntold(1, 20);
        byKey.told();
        long told = byKey.lowestUntold(0, 20);

        // then
        assertThat(waiting).isEqualTo(7);
        assertThat(inWork).isEqualTo(7);
        assertThat(elsewhere).isEqualTo(20);
        assertThat(told).isEqualTo(20);
    }

    @Test
    void shouldGiveTheSameMessageTheSameIdWhoeverMakesIt() {
        // given
        Grouping another = new Grouping(subscription(List.of("key")));
        byKey.add(alert(7, "a", 3), 0);
        another.add(alert(7, "a", 3), 5_000);

        // when
        Notice first = byKey.next(1_000).orElseThrow();
        Notice second = another.next(6_000).orElseThrow();

        // then
        assertThat(first.id()).startsWith("msg_").isEqualTo(second.id());
    }

    @Test
    void shouldGiveARepeatAndWhatComesAfterItIdsOfTheirOwn() {
        // given
        Grouping patient = new Grouping(WebhookSubscription.newBuilder(subscription(List.of("key")))
                .setRepeatIntervalMs(20_000)
                .setResolveAfterMs(3_600_000)
                .build());
        patient.add(alert(0, "a", 3), 0);
        Notice first = patient.next(1_000).orElseThrow();
        patient.told();

        // when
        Notice repeat = patient.next(21_000).orElseThrow();
        patient.told();
        Notice another = patient.next(41_000).orElseThrow();
        patient.told();
        patient.add(alert(1, "a", 3), 42_000);
        Notice news = patient.next(60_000).orElseThrow();

        // then
        assertThat(List.of(first.id(), repeat.id(), another.id(), news.id())).doesNotHaveDuplicates();
        assertThat(news.count()).isEqualTo(2);
    }

    static WebhookSubscription subscription(List<String> groupBy) {
        return WebhookSubscription.newBuilder()
                .setId("s-1")
                .setUrl("https://example.org/hook")
                .setFormat(WebhookFormat.CLOUDEVENTS)
                .setGroupBy(groupBy)
                .setGroupWaitMs(1_000)
                .setGroupIntervalMs(10_000)
                .setRepeatIntervalMs(3_600_000)
                .setResolveAfterMs(30_000)
                .setBy("ada")
                .setCreatedAt(TIME)
                .build();
    }

    static PlacedAlert alert(long offset, String key, double score) {
        return new PlacedAlert(
                0,
                offset,
                TIME.plusMillis(offset),
                key,
                new AnomalyAlert("vectors", 0, offset, "pumps", 2, 0.5f, 0.1f, score, 1e-3, List.of(), null));
    }
}
