package dev.narrows.stream.route;

import dev.narrows.schemas.topic.BoundedConsumer;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.encode.Slice;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of one record. The usual outcome carries nothing, so that the usual record costs no object. */
public sealed interface Outcome permits Outcome.Encoded, Outcome.Anomalous, Outcome.Rejected {

    /** A latent; row and error stand in the slice. */
    enum Encoded implements Outcome {
        /** The only one. */
        ENCODED
    }

    /**
     * A latent and an alert.
     *
     * @param error reconstruction error, above the model's threshold
     */
    record Anomalous(float error) implements Outcome {}

    /**
     * A dead letter.
     *
     * @param reason why
     * @param detail the same for a person, without any of the value's content
     */
    record Rejected(Reason reason, String detail) implements Outcome {

        /** The letter of a record whose results could not be made: the failure's class, never its message. */
        static Rejected failed(Throwable why) {
            return new Rejected(Reason.FAILED, why.getClass().getName());
        }
    }

    /**
     * The outcome of a record that the encoder has seen.
     *
     * @param slice encoded
     * @param i the record's position in the slice
     */
    static Outcome of(Slice slice, int i) {
        if (slice.result(i) instanceof ReadResult.Unreadable unreadable) {
            return BoundedConsumer.isLeftOut(slice.record(i))
                    ? tooLargeToFetch(slice.record(i))
                    : new Rejected(unreadable.reason(), unreadable.detail());
        }
        float error = slice.error(i);
        if (error <= slice.by(i).threshold()) {
            return Encoded.ENCODED;
        }
        if (Float.isFinite(error)) {
            return new Anomalous(error);
        }
        return slice.correction(i) == null ? unlike(slice.vector(i), error) : Encoded.ENCODED;
    }

    /** Why a row has no finite error: the graph makes it of NaN, of infinity, and of finite values that overflow in it. */
    private static Rejected unlike(float[] vector, float error) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return new Rejected(Reason.NOT_FINITE, "NaN or infinity among the values (expected: finite values)");
            }
        }
        return new Rejected(
                Reason.OUT_OF_RANGE, "error " + error + " of finite values (expected: values near those of training)");
    }

    private static Rejected tooLargeToFetch(ConsumerRecord<?, ?> record) {
        return new Rejected(
                Reason.TOO_LARGE,
                record.serializedValueSize() + " bytes (expected: what the memory of this process takes)");
    }
}
