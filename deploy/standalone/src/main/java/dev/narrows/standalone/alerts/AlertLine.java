package dev.narrows.standalone.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;
import dev.narrows.schemas.alert.AlertJson;
import dev.narrows.schemas.alert.KeyText;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One alert on one line, for people or as JSON. */
final class AlertLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertLine() {}

    /** Time of the input record, where it is, its key, and how far above the threshold it lies. */
    static String text(ConsumerRecord<byte[], byte[]> record, AnomalyAlert alert) {
        String features = alert.getContributions().stream()
                .map(each -> String.format(Locale.ROOT, "%s (%.0f %%)", feature(each), 100 * each.getShare()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s %s/%d@%d key=%s model=%s/%d error=%.5g threshold=%.5g score=%.2f%s",
                Instant.ofEpochMilli(record.timestamp()),
                alert.getTopic(),
                alert.getPartition(),
                alert.getOffset(),
                KeyText.of(record.key()),
                alert.getModelName(),
                alert.getModelVersion(),
                alert.getError(),
                alert.getThreshold(),
                alert.getScore(),
                features.isEmpty() ? "" : " features=" + features);
    }

    /** Its name where it has one, else its number. */
    private static String feature(Contribution contribution) {
        return contribution.getName() == null ? "" + contribution.getFeature() : contribution.getName();
    }

    /** Everything that the alert holds; the key as {@link KeyText#of}. */
    static String json(ConsumerRecord<byte[], byte[]> record, AnomalyAlert alert) {
        ObjectNode object = JSON.createObjectNode()
                .put("time", Instant.ofEpochMilli(record.timestamp()).toString())
                .put("topic", alert.getTopic())
                .put("partition", alert.getPartition())
                .put("offset", alert.getOffset())
                .put("key", record.key() == null ? null : KeyText.of(record.key()));
        AlertJson.describe(alert, object);
        if (alert.getVector() != null) {
            ArrayNode vector = object.putArray("vector");
            alert.getVector().forEach(vector::add);
        }
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("alert: cannot be written as JSON", failed);
        }
    }
}
