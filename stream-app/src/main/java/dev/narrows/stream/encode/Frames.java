package dev.narrows.stream.encode;

import dev.narrows.schemas.encode.Corrections;
import dev.narrows.schemas.fidelity.Corrector;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Keeps what lies around the vectors of a slice that is encoded. For one thread at a time. */
final class Frames {

    private final VectorReader reader;
    private final @Nullable Corrections stable;
    private final @Nullable Corrections candidate;

    /**
     * @param stable what keeps more of a row than its code; null where nothing does
     * @param candidate the same, of rows that the candidate encodes
     */
    Frames(VectorReader reader, @Nullable Corrections stable, @Nullable Corrections candidate) {
        this.reader = reader;
        this.stable = stable;
        this.candidate = candidate;
    }

    /**
     * Does so for each readable record, byte for byte where its vector is kept bit for bit. Where frame and correction together
     * are longer than the value was, the vector is corrected by itself if that is shorter.
     */
    void keep(Slice slice) {
        if (!reader.carries()) {
            return;
        }
        for (int i = 0; i < slice.count(); i++) {
            byte[] frame = null;
            if (slice.result(i) == ReadResult.Row.OK) {
                Corrections corrector = slice.by(i) == slice.stable() ? stable : candidate;
                boolean exact = corrector != null && corrector.areExact(slice.error(i));
                frame = reader.frame(slice.record(i).value(), exact);
                shorten(slice, i, frame);
            }
            slice.frame(i, frame);
        }
    }

    private void shorten(Slice slice, int i, byte[] frame) {
        byte[] correction = slice.correction(i);
        if (correction != null) {
            ByteBuffer value = slice.record(i).value();
            byte[] kept = Corrector.beside(correction, frame.length, value.remaining(), () -> reader.vector(value));
            slice.by(i).corrects(slice.row(i), kept);
        }
    }
}
