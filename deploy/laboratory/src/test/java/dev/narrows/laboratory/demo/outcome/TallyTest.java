package dev.narrows.laboratory.demo.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void shouldFindNothingWhereEachRecordArrivedOnce() {
        // given
        tally.sent(0, 1);
        tally.sent(1, 2);

        // when
        tally.arrived(1, 2);
        tally.arrived(0, 1);

        // then
        assertThat(tally.lost()).isZero();
        assertThat(tally.duplicated()).isZero();
    }

    @Test
    void shouldCountARecordThatDidNotArriveAsLost() {
        // given
        tally.sent(0, 1);
        tally.sent(0, 2);

        // when
        tally.arrived(0, 2);

        // then
        assertThat(tally.lost()).isEqualTo(1);
        assertThat(tally.duplicated()).isZero();
    }

    @Test
    void shouldCountEachFurtherArrivalAsDoubled() {
        // given
        tally.sent(0, 1);

        // when
        tally.arrived(0, 1);
        tally.arrived(0, 1);
        tally.arrived(0, 1);

        // then
        assertThat(tally.lost()).isZero();
        assertThat(tally.duplicated()).isEqualTo(2);
    }

    @Test
    void shouldTakeAnotherPartitionForAnotherRecord() {
        // given
        tally.sent(0, 1);

        // when
        tally.arrived(1, 1);

        // then
        assertThat(tally.lost()).isEqualTo(1);
        assertThat(tally.duplicated()).isEqualTo(1);
    }

    @Test
    void shouldNotLetADoubledRecordMakeUpForALostOne() {
        // given
        tally.sent(0, 1);
        tally.sent(0, 2);

        // when
        tally.arrived(0, 1);
        tally.arrived(0, 1);

        // then
        assertThat(tally.lost()).isEqualTo(1);
        assertThat(tally.duplicated()).isEqualTo(1);
    }
}
