package dev.narrows.standalone.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AlertLineTest {

    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("alerts", 0, 1, null, new byte[0]);
    private final AnomalyAlert alert = AnomalyAlert.newBuilder()
            .setTopic("vectors")
            .setPartition(0)
            .setOffset(1)
            .setModelName("toy")
            .setModelVersion(1)
            .setError(2)
            .setThreshold(1)
            .setScore(3)
            .setPValue(0.001)
            .setContributions(List.of(new Contribution(8, 0.75f, "cpu load"), new Contribution(2, 0.25f, null)))
            .build();

    @Test
    void shouldCallFeaturesByTheirNamesWhereTheyHaveOne() {
        assertThat(AlertLine.text(record, alert)).endsWith("features=cpu load (75 %), 2 (25 %)");
    }

    @Test
    void shouldTellNumbersAndNamesAsJson() {
        assertThat(AlertLine.json(record, alert))
                .contains("{\"feature\":8,\"name\":\"cpu load\",\"share\":0.75}")
                .contains("{\"feature\":2,\"name\":null,\"share\":0.25}");
    }
}
