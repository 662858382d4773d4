package dev.narrows.laboratory.codec;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.publish.ArtefactFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Vectors and model on their way into the JVMs that measure. Stateless; any thread. */
final class CodecFolder {

    /** System property of the measuring JVMs that names the folder. */
    static final String PROPERTY = "narrows.bench.codec";

    /** More than a run of the model takes at once, few enough to be read quickly. */
    private static final int MAX_ROWS = 2_048;

    private static final String VECTORS = "vectors.f32";

    private CodecFolder() {}

    /** Writes the model and the first rows. */
    static void write(Path folder, ModelArtefact model, Dataset rows) {
        int count = Math.min(MAX_ROWS, rows.rows());
        float[] values = new float[count * rows.dim()];
        rows.read(0, count, values);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            ArtefactFolder.write(model, folder);
            Files.write(folder.resolve(VECTORS), bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model, in a measuring JVM. */
    static ModelArtefact model() {
        return ArtefactFolder.read(folder());
    }

    /** The vectors as values in format raw, in a measuring JVM. */
    static byte[][] rawValues(int dim) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder().resolve(VECTORS)));
            byte[][] values = new byte[bytes.remaining() / (dim * Float.BYTES)][dim * Float.BYTES];
            for (byte[] value : values) {
                bytes.get(value);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty(PROPERTY, ""));
    }
}
