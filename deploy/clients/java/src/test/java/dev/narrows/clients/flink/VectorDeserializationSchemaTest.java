package dev.narrows.clients.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.clients.Latents;
import dev.narrows.schemas.decode.VectorDecoder;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VectorDeserializationSchemaTest {

    /** Where the schema finds them once it has been somewhere else. */
    private static Latents latents;

    /** The last one. */
    private static VectorDecoder opened;

    private final Job job = new Job();

    @BeforeEach
    void open() {
        latents = new Latents(List.of());
    }

    @AfterEach
    void close() {
        job.release();
        latents.close();
    }

    @Test
    void shouldGiveVectorsWhereTheJobRuns() throws Exception {
        // given
        float[] vector = latents.vector();
        DeserializationSchema<float[]> sent = InstantiationUtil.clone(schema());
        sent.open(job);

        // when
        List<float[]> collected = new ArrayList<>();
        sent.deserialize(latents.latent(vector), into(collected));
        sent.deserialize(null, into(collected));

        // then
        assertThat(collected).containsExactly(latents.decoded(vector));
        assertThat(sent.isEndOfStream(collected.get(0))).isFalse();
    }

    @Test
    void shouldSayWhichTypeItGives() {
        // when
        TypeSerializer<float[]> serializer = schema().getProducedType().createSerializer(new SerializerConfigImpl());

        // then
        assertThat(serializer.copy(new float[] {1, 2})).containsExactly(1, 2);
    }

    @Test
    void shouldEndTheJobOnWhatIsNotDecodable() throws Exception {
        // given
        DeserializationSchema<float[]> strict = InstantiationUtil.clone(schema());
        strict.open(job);

        // then
        assertThatThrownBy(() -> strict.deserialize(latents.lost()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("default/9");
    }

    @Test
    void shouldSkipAndCountWhatIsNotDecodableWhereAskedTo() throws Exception {
        // given
        float[] vector = latents.vector();
        DeserializationSchema<float[]> lenient = InstantiationUtil.clone(schema().skippingUndecodable());
        lenient.open(job);

        // when
        List<float[]> collected = new ArrayList<>();
        lenient.deserialize(new byte[] {7}, into(collected));
        lenient.deserialize(latents.latent(vector), into(collected));

        // then
        assertThat(collected).containsExactly(latents.decoded(vector));
        assertThat(job.undecodable.getCount()).isEqualTo(1);
    }

    /** Issue 17: each restart of a job left a decoder behind until the job was over. */
    @Test
    void shouldLetGoOfItsDecoderAfterARestart() throws Exception {
        // given
        float[] vector = latents.vector();
        DeserializationSchema<float[]> before = InstantiationUtil.clone(schema());
        before.open(job);
        before.deserialize(latents.latent(vector));
        WeakReference<VectorDecoder> old = new WeakReference<>(opened);

        // when
        before = InstantiationUtil.clone(schema());
        before.open(job);

        // then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            assertThat(old.get() == null).isTrue();
        });
        assertThat(before.deserialize(latents.latent(vector))).isEqualTo(latents.decoded(vector));
    }

    @Test
    void shouldRefuseWrongSettingsBeforeTheJobIsSent() {
        assertThatThrownBy(() -> new VectorDeserializationSchema(Map.of("narrows.modle.name", "m")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("narrows.modle.name: unknown");
    }

    @Test
    void shouldSayThatItIsNotOpen() {
        assertThatThrownBy(() -> schema().deserialize(new byte[1])).isInstanceOf(IllegalStateException.class);
    }

    private static VectorDeserializationSchema schema() {
        return new VectorDeserializationSchema(Map.of(), false, settings -> {
            VectorDecoder decoder = latents.decoder(settings);
            opened = decoder;
            return decoder;
        });
    }

    private static Collector<float[]> into(List<float[]> collected) {
        return new Collector<>() {
            @Override
            public void collect(float[] vector) {
                collected.add(vector);
            }

            @Override
            public void close() {}
        };
    }

    /** What Flink gives a source. */
    private static final class Job implements DeserializationSchema.InitializationContext, UserCodeClassLoader {

        private final Counter undecodable = new SimpleCounter();
        private final List<Runnable> hooks = new ArrayList<>();

        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup() {
                @Override
                public Counter counter(String name) {
                    assertThat(name).isEqualTo("narrowsUndecodable");
                    return undecodable;
                }
            };
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return this;
        }

        @Override
        public ClassLoader asClassLoader() {
            return getClass().getClassLoader();
        }

        @Override
        public void registerReleaseHookIfAbsent(String name, Runnable hook) {
            hooks.add(hook);
        }

        void release() {
            hooks.forEach(Runnable::run);
        }
    }
}
