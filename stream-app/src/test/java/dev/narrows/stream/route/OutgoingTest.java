package dev.narrows.stream.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    @Test
    void shouldGoToThePartitionItWasGivenWhateverItsKey() {
        // given
        Outgoing.SamePartition partitioner = new Outgoing.SamePartition();
        Outgoing outgoing = new Outgoing();

        // when, then
        for (int partition : new int[] {3, 0, 200, 3}) {
            outgoing.set(new byte[0], partition);
            assertThat(partitioner.partitions("t", new byte[] {1}, outgoing, 300))
                    .isEqualTo(Optional.of(Set.of(partition)));
        }
    }

    @Test
    void shouldSerializeToItsBytes() {
        // given
        Outgoing outgoing = new Outgoing();
        byte[] value = {1, 2};
        outgoing.set(value, 0);

        // when
        byte[] serialized = new Outgoing.Bytes().serialize("t", outgoing);

        // then
        assertThat(serialized).isSameAs(value);
    }
}
