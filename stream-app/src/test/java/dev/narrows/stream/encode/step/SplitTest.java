package dev.narrows.stream.encode.step;

import static dev.narrows.stream.fixture.Inputs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class SplitTest {

    private static final int KEYS = 20_000;

    @Test
    void shouldTakeTheShareThatIsAsked() {
        for (int percent : new int[] {0, 1, 5, 50, 100}) {
            assertThat(taken(new Split(percent, 2)).size()).isCloseTo(KEYS * percent / 100, within(KEYS / 100));
        }
    }

    @Test
    void shouldMoveNoKeyBackWhileTheShareGrows() {
        // when
        Set<Integer> five = taken(new Split(5, 2));
        Set<Integer> fifty = taken(new Split(50, 2));

        // then
        assertThat(fifty).containsAll(five);
    }

    @Test
    void shouldTryEachVersionOnOtherKeys() {
        // when
        Set<Integer> second = taken(new Split(10, 2));
        Set<Integer> third = taken(new Split(10, 3));

        // then
        Set<Integer> both = second.stream().filter(third::contains).collect(Collectors.toSet());
        assertThat(both.size()).isCloseTo(KEYS / 100, within(KEYS / 200));
    }

    @Test
    void shouldSeeOneKeyAlikeWhereverItsRecordIs() {
        // given
        Split split = new Split(50, 2);

        // when, then
        for (int key = 0; key < 100; key++) {
            assertThat(split.takes(record(0, 1, key))).isEqualTo(split.takes(record(3, 77, key)));
        }
    }

    @Test
    void shouldGoByPartitionAndOffsetWithoutAKey() {
        // given
        Split split = new Split(50, 2);

        // when
        long taken = IntStream.range(0, KEYS)
                .filter(i -> split.takes(new ConsumerRecord<>("vectors", i % 4, i / 4, (byte[]) null, null)))
                .count();

        // then
        assertThat(taken).isCloseTo(KEYS / 2, within(KEYS / 100L));
    }

    private static Set<Integer> taken(Split split) {
        return IntStream.range(0, KEYS)
                .filter(key -> split.takes(record(0, key, key)))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static ConsumerRecord<byte[], Object> record(int partition, long offset, int key) {
        return new ConsumerRecord<>("vectors", partition, offset, bytes("device-" + key), null);
    }
}
