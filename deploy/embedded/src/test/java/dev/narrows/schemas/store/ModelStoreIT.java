package dev.narrows.schemas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnCluster
class ModelStoreIT {

    /** Wide enough that a graph takes several records. */
    private static final int INPUT_DIM = 2_048;

    private static final int CODE_BYTES = 128;

    private TestCluster cluster;
    private SchemaRegistry registry;
    private String topic;
    private ModelStore store;

    @BeforeEach
    void open(TestCluster given) {
        cluster = given;
        topic = cluster.newName("models");
        registry = SchemaRegistry.connect(cluster.settings());
        store = another();
    }

    @AfterEach
    void close() {
        store.close();
        registry.close();
    }

    @Test
    void shouldLoadElsewhereWhatWasPublished() {
        // given
        ModelArtefact published = ToyModels.artefact("wide", 1, INPUT_DIM, CODE_BYTES);
        store.publish(published);

        // when
        ModelArtefact loaded;
        try (ModelStore elsewhere = another()) {
            loaded = elsewhere.load(published.id());
        }

        // then
        assertThat(loaded).isEqualTo(published);
        assertThat(loaded.encoder().length).isGreaterThan(3 * Graphs.CHUNK_BYTES);
        assertThat(cluster.records().read(topic))
                .allSatisfy(each -> assertThat(each.value().length).isLessThan(Graphs.CHUNK_BYTES + 1_024));
    }

    @Test
    void shouldListVersionsByNameAndNumber() {
        // given
        store.publish(small("b", 1));
        store.publish(small("a", 1));
        store.publish(small("a", 2));

        // when
        List<ModelManifest> listed = store.list();

        // then
        assertThat(listed)
                .extracting(each -> each.getName() + each.getVersion())
                .containsExactly("a1", "a2", "b1");
        assertThat(store.versions("a")).containsOnlyKeys(1, 2);
        assertThat(store.nextVersion("a")).isEqualTo(3);
        assertThat(store.nextVersion("new")).isEqualTo(1);
    }

    @Test
    void shouldSeeWhatAnotherPublishesLater() {
        // given
        assertThat(store.list()).isEmpty();
        try (ModelStore elsewhere = another()) {
            elsewhere.publish(small("a", 1));
        }

        // when
        ModelArtefact loaded = store.load(new ModelId("a", 1));

        // then
        assertThat(loaded).isEqualTo(small("a", 1));
    }

    @Test
    void shouldRefuseAVersionThatExists() {
        // given
        store.publish(small("a", 1));

        // when / then
        try (ModelStore elsewhere = another()) {
            assertThatThrownBy(() -> elsewhere.publish(small("a", 1))).isInstanceOf(VersionTakenException.class);
        }
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void shouldTellAVersionThatIsNotThere() {
        // when / then
        assertThatThrownBy(() -> store.load(new ModelId("a", 1))).isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    void shouldNotShowAVersionWhoseTransactionIsOpen() {
        // given
        try (Producer<byte[], byte[]> halfway = publisher("a")) {
            writeWithoutCommit(halfway, small("a", 1));

            // when
            List<ModelManifest> listed = store.list();

            // then
            assertThat(listed).isEmpty();
            halfway.abortTransaction();
        }
    }

    @Test
    void shouldNotShowAVersionWhosePublisherGaveUp() {
        // given
        try (Producer<byte[], byte[]> gaveUp = publisher("a")) {
            writeWithoutCommit(gaveUp, small("a", 1));
            gaveUp.abortTransaction();
        }

        // when
        store.publish(small("b", 1));

        // then
        assertThat(store.list()).extracting(ModelManifest::getName).containsExactly("b");
        assertThat(store.nextVersion("a")).isEqualTo(1);
    }

    @Test
    void shouldTakeOverFromAPublisherThatDiedHalfway() {
        // given
        Producer<byte[], byte[]> died = publisher("a");
        writeWithoutCommit(died, ToyModels.artefact("a", 1, INPUT_DIM, CODE_BYTES));
        died.close(Duration.ZERO);

        // when
        store.publish(small("a", 1));

        // then
        assertThat(store.load(new ModelId("a", 1))).isEqualTo(small("a", 1));
    }

    @Test
    void shouldLetOneOfTwoPublishersOfAVersionWin() throws Exception {
        // given
        ModelArtefact artefact = small("a", 1);
        Callable<Boolean> publishing = () -> {
            try (ModelStore own = another()) {
                own.publish(artefact);
                return true;
            } catch (VersionTakenException e) {
                return false;
            }
        };

        // when
        List<Boolean> won = atOnce(List.of(publishing, publishing));

        // then
        assertThat(won).containsExactlyInAnyOrder(true, false);
        assertThat(store.load(artefact.id())).isEqualTo(artefact);
    }

    private ModelStore another() {
        return ModelStore.open(cluster.settings(), topic, registry);
    }

    private static ModelArtefact small(String name, int version) {
        return ToyModels.artefact(name, version, 16, 4);
    }

    /** A producer that has the model's transactional id, as the store's own has. */
    private Producer<byte[], byte[]> publisher(String name) {
        Producer<byte[], byte[]> producer =
                ModelTransport.producer(cluster.settings(), "narrows-" + topic + "-" + name);
        producer.initTransactions();
        return producer;
    }

    private void writeWithoutCommit(Producer<byte[], byte[]> producer, ModelArtefact artefact) {
        var serializer = new RecordSerializer<>(registry, ModelStore.SCHEMA);
        ModelKey chunk = new ModelKey(artefact.id(), ModelKey.Part.ENCODER, 0);
        List<ProducerRecord<byte[], byte[]>> records = List.of(
                new ProducerRecord<>(
                        topic,
                        chunk.bytes(),
                        serializer.serialize(topic, new ModelChunk(ByteBuffer.wrap(new byte[1_000])))),
                new ProducerRecord<>(
                        topic,
                        ModelKey.manifest(artefact.id()).bytes(),
                        serializer.serialize(topic, artefact.manifest())));
        producer.beginTransaction();
        List<Future<?>> sent = new ArrayList<>();
        records.forEach(each -> sent.add(producer.send(each)));
        producer.flush();
        assertThat(sent).allMatch(Future::isDone);
    }

    private static List<Boolean> atOnce(List<Callable<Boolean>> tasks) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
