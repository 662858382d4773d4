package dev.narrows.laboratory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void shouldBeTheSameForTheSameSeed() {
        // when
        List<FaultPlan.Planned> plan = planned(7, 100);

        // then
        assertThat(planned(7, 100)).isEqualTo(plan);
        assertThat(planned(8, 100)).isNotEqualTo(plan);
    }

    @Test
    void shouldHaveEachFaultAsOftenAsItSays() {
        // when
        List<FaultPlan.Planned> plan = planned(1, 40);

        // then
        assertThat(Arrays.stream(Fault.values()).mapToInt(Fault::weight).sum()).isEqualTo(20);
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(plan.stream().filter(planned -> planned.fault() == fault))
                        .hasSize(2 * fault.weight()));
        assertThat(plan).allMatch(planned -> planned.service() == 0 || planned.service() == 1);
        assertThat(plan).anyMatch(planned -> !planned.waits());
    }

    private static List<FaultPlan.Planned> planned(long seed, int faults) {
        FaultPlan plan = new FaultPlan(seed);
        return Stream.generate(plan::next).limit(faults).toList();
    }
}
