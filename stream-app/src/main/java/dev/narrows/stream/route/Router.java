package dev.narrows.stream.route;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.encode.Encoded;
import dev.narrows.stream.encode.Slice;
import dev.narrows.stream.fault.FailureLimit;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what became of each record of an encoded slice, in the order of the records: to the latents with key,
 * partition, timestamp and headers of the input record; an anomalous one to the alerts besides; one that is no usable
 * vector to the dead letters instead. For the thread of its task. A usual record costs the latent's bytes and the
 * objects that Kafka makes of it, and no more.
 */
public final class Router {

    private static final int LATENT_BYTES = 32;

    private final ProcessorContext<byte[], Outgoing> context;
    private final LatentWriter latents;
    private final Alerts alerts;
    private final DeadLetters deadLetters;
    private final RecordLimits limits;
    private final QualityFeed quality;
    private final Outgoing outgoing = new Outgoing();
    private final FailureLimit failures = new FailureLimit();
    private byte[] latent = {};
    private byte @Nullable [] alert;
    private @Nullable Throwable failure;

    /**
     * @param context what to forward to
     * @param formats how values are written
     * @param quality counts
     */
    public Router(ProcessorContext<byte[], Outgoing> context, RouteFormats formats, QualityFeed quality) {
        this.context = context;
        this.quality = quality;
        this.latents = new LatentWriter(formats.latentSchemaId());
        this.alerts = new Alerts(
                formats.alertsTopic(),
                formats.alertSchemaId(),
                formats.alerts(),
                formats.shifted(),
                formats.alertTime());
        this.deadLetters = new DeadLetters(formats.limits());
        this.limits = formats.limits();
    }

    /**
     * Forwards the results of a slice.
     *
     * @param slice encoded
     * @param tally counts
     */
    public void route(Slice slice, BatchTally tally) {
        int largest = largest(slice);
        tally.countRun(slice);
        quality.ran(slice);
        for (int i = 0; i < slice.count(); i++) {
            ConsumerRecord<byte[], ByteBuffer> record = slice.record(i);
            long timestamp = record.timestamp() >= 0 ? record.timestamp() : slice.time();
            tally.countRecord(record, timestamp);
            Outcome outcome = outcome(slice, i);
            if (outcome instanceof Outcome.Rejected rejected) {
                reject(slice, i, timestamp, rejected, tally);
            } else if (!limits.takesResults(record, largest + frameBytes(slice, i))) {
                reject(slice, i, timestamp, tooLarge(), tally);
            } else if (!write(slice, i, outcome, tally)) {
                reject(slice, i, timestamp, Outcome.Rejected.failed(Objects.requireNonNull(failure)), tally);
            } else {
                forward(Route.LATENTS, record.key(), latent, record, timestamp, record.headers());
                tally.countLatent(latent.length);
                quality.latent(slice, i, latent.length, alert != null);
                if (alert != null) {
                    forward(Route.ALERTS, record.key(), alert, record, timestamp, new RecordHeaders());
                    tally.countAlert();
                }
            }
        }
    }

    private int largest(Slice slice) {
        int largest = 0;
        for (Encoded version : slice.versions()) {
            ModelManifest model = version.manifest();
            largest = Math.max(largest, Math.max(version.mostBytes() + LATENT_BYTES, alerts.largest(model)));
        }
        return largest;
    }

    private static int frameBytes(Slice slice, int i) {
        byte[] frame = slice.frame(i);
        return frame == null ? 0 : frame.length;
    }

    private Outcome outcome(Slice slice, int i) {
        try {
            return Outcome.of(slice, i);
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failures.saw(1, 1, e);
            return Outcome.Rejected.failed(e);
        }
    }

    /**
     * Writes the values of a record's results before the first of them is forwarded.
     *
     * @return false where that failed, for a reason that nobody expected
     */
    private boolean write(Slice slice, int i, Outcome outcome, BatchTally tally) {
        try {
            Encoded version = slice.by(i);
            ModelManifest model = version.manifest();
            byte[] correction = slice.correction(i);
            latent = correction == null
                    ? latents.write(
                            model.getVersion(),
                            version.codes(),
                            slice.row(i),
                            model.getCodeBytes(),
                            slice.error(i),
                            version.decoderId(),
                            slice.frame(i))
                    : latents.writeCorrected(
                            model.getVersion(),
                            outcome instanceof Outcome.Anomalous anomalous ? anomalous.error() : 0,
                            correction,
                            version.decoderId(),
                            slice.frame(i));
            alert = outcome instanceof Outcome.Anomalous anomalous
                    ? alerts.write(slice, i, anomalous.error(), tally)
                    : null;
            failures.saw(0, 1, null);
            return true;
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failure = e;
            failures.saw(1, 1, e);
            return false;
        }
    }

    private void reject(Slice slice, int i, long timestamp, Outcome.Rejected why, BatchTally tally) {
        ConsumerRecord<byte[], ByteBuffer> record = slice.record(i);
        DeadLetters.Letter letter = deadLetters.of(record, why);
        forward(Route.DEAD_LETTERS, letter.key, letter.value, record, timestamp, letter.headers);
        tally.countRejected(why.reason());
        quality.rejected(slice, i, why.reason());
    }

    private void forward(
            Route route,
            byte @Nullable [] key,
            byte @Nullable [] value,
            ConsumerRecord<byte[], ?> from,
            long timestamp,
            Headers headers) {
        outgoing.set(value, from.partition());
        context.forward(new Record<>(key, outgoing, timestamp, headers), route.node());
    }

    private static Outcome.Rejected tooLarge() {
        return new Outcome.Rejected(Reason.TOO_LARGE, "key and headers (expected: what the topics take)");
    }
}
