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

            // when
            byte[] written = writer.write(version, direct(codes), row, codeBytes, error, decoder);

            // then
            assertThat(written)
                    .isEqualTo(avro(version, ByteBuffer.wrap(codes, row * codeBytes, codeBytes), error, decoder));
        }
    }

    private byte[] avro(int version, ByteBuffer code, float error, int decoder) {
        return RecordSerializer.<Latent>withId(id, Latent.getClassSchema())
                .serialize("latents", new Latent(version, code, error, null, decoder));
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).rewind();
    }
}
