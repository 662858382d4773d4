package dev.narrows.schemas.latent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hot codec against Avro's own. */
final class LatentCodecTest {

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry registry = server.connect();
    private final int id = registry.register("latents", Latent.getClassSchema());
    private final Random random = new Random(42);

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    @Test
    void shouldWriteWhatAvroWrites() {
        LatentWriter writer = new LatentWriter(id);
        for (int round = 0; round < 2_000; round++) {
            // given
            int codeBytes = 1 + random.nextInt(round % 10 == 0 ? 20_000 : 200);
            int version = 1 + (random.nextInt() >>> (2 + random.nextInt(30)));
            float error = Float.intBitsToFloat(random.nextInt());
            int rows = 1 + random.nextInt(4);
            byte[] codes = new byte[rows * codeBytes];
            random.nextBytes(codes);
            int row = random.nextInt(rows);

            int decoder = random.nextInt();
            byte[] frame = random.nextBoolean() ? null : new byte[random.nextInt(200)];

            // when
            byte[] written = writer.write(version, direct(codes), row, codeBytes, error, decoder, frame);
            byte[] corrected = writer.writeCorrected(version, error, codes, decoder, frame);

            // then
            ByteBuffer code = ByteBuffer.wrap(codes, row * codeBytes, codeBytes);
            assertThat(written).isEqualTo(avro(version, code, error, null, decoder, frame));
            assertThat(corrected).isEqualTo(avro(version, ByteBuffer.allocate(0), error, codes, decoder, frame));
        }
    }

    private byte[] avro(int version, ByteBuffer code, float error, byte[] correction, int decoder, byte[] frame) {
        Latent latent = new Latent(version, code, error, wrapped(correction), decoder, wrapped(frame));
        return RecordSerializer.<Latent>withId(id, Latent.getClassSchema()).serialize("latents", latent);
    }

    private static ByteBuffer wrapped(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).rewind();
    }
}
