package dev.narrows.stream.route;

import dev.narrows.schemas.pace.TimeShare;
import dev.narrows.stream.config.AlertSettings;
import dev.narrows.stream.drift.Shifted;
import java.util.function.Supplier;

/**
 * How results are written.
 *
 * @param latentSchemaId id of the latent's schema, from the registry
 * @param alertSchemaId id of the alert's schema, from the registry
 * @param alertsTopic name of the alerts topic
 * @param alerts what an alert tells
 * @param limits how large records may be
 * @param quality how quality reports are written
 * @param shifted tells the features whose level has shifted; any thread
 * @param alertTime what runs of the model for the contributions in alerts may take, of all threads together
 */
public record RouteFormats(
        int latentSchemaId,
        int alertSchemaId,
        String alertsTopic,
        AlertSettings alerts,
        RecordLimits limits,
        QualityFormat quality,
        Supplier<Shifted> shifted,
        TimeShare alertTime) {

    private static final double ALERT_SHARE = 0.1;
    private static final long ALERT_NANOS_AT_ONCE = 200_000_000;

    /** A tenth of the time for contributions, 200 ms at once. */
    public static TimeShare usualAlertTime() {
        return new TimeShare(ALERT_SHARE, ALERT_NANOS_AT_ONCE, System::nanoTime);
    }
}
