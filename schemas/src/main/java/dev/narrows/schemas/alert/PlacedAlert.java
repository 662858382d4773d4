package dev.narrows.schemas.alert;

import dev.narrows.schemas.AnomalyAlert;
import java.time.Instant;
import java.util.Objects;

/**
 * An alert, and where it stands.
 *
 * @param partition of the alerts topic
 * @param offset in it
 * @param time of the input record
 * @param key of the input record, as {@link KeyText} tells it
 * @param alert what it says
 */
public record PlacedAlert(int partition, long offset, Instant time, String key, AnomalyAlert alert) {

    /** Checks ranges. */
    public PlacedAlert {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "partition, offset: " + partition + ", " + offset + " (expected: >= 0 each)");
        }
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(alert, "alert");
    }

    /** Where it stands, as {@code partition:offset}: the same wherever and whenever it is read. */
    public String id() {
        return partition + ":" + offset;
    }

    /** The same without the vector, which is as large as the input. */
    public PlacedAlert withoutVector() {
        return alert.getVector() == null
                ? this
                : new PlacedAlert(
                        partition,
                        offset,
                        time,
                        key,
                        AnomalyAlert.newBuilder(alert).setVector(null).build());
    }
}
