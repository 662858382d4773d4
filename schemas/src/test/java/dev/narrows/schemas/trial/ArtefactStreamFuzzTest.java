package dev.narrows.schemas.trial;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.junit.jupiter.api.Test;

/** What a trial's process is sent. */
final class ArtefactStreamFuzzTest {

    @Test
    void shouldReadOrRefuseEveryArtefact() throws IOException {
        ByteArrayOutputStream good = new ByteArrayOutputStream();
        ArtefactStream.write(ToyModels.artefact("toy", 1, 8, 2), good);
        Fuzz.of(
                        "artefact-stream",
                        IOException.class,
                        ModelRefusedException.class,
                        AvroRuntimeException.class,
                        UnsupportedOperationException.class,
                        IllegalArgumentException.class)
                .from(good.toByteArray())
                .run(bytes -> ArtefactStream.read(new ByteArrayInputStream(bytes)));
    }
}
