package dev.narrows.stream.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

    private record Told(MetricName metricName, Object metricValue) implements Metric {}

    @Test
    void shouldAddThePartitionsThatWereFetched() {
        // given
        ConsumerLag lag = new ConsumerLag(() -> List.of(
                told("records-lag", Map.of("partition", "0"), 120.0),
                told("records-lag", Map.of("partition", "1"), Double.NaN),
                told("records-lag", Map.of("partition", "2"), 3.0),
                told("records-lag-max", Map.of(), 120.0),
                told("records-lag-avg", Map.of("partition", "0"), 60.0)));

        // when, then
        assertThat(lag.records()).isEqualTo(123);
        assertThat(ConsumerLag.NONE.records()).isZero();
    }

    private static Metric told(String name, Map<String, String> tags, Object value) {
        return new Told(new MetricName(name, "consumer-fetch-manager-metrics", "", tags), value);
    }
}
