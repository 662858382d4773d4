package dev.narrows.schemas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.model.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelStoreTest {

    private final InMemoryModels models = new InMemoryModels();
    private final ModelStore store = models.store();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldHaveNothingInAnEmptyTopic() {
        assertThat(store.list()).isEmpty();
        assertThat(store.versions("toy")).isEmpty();
        assertThat(store.nextVersion("toy")).isEqualTo(1);
    }

    @Test
    void shouldGiveBackWhatWasPublished() {
        // given
        ModelArtefact toy = large("toy", 1);

        // when
        store.publish(toy);
        ModelArtefact loaded = models.store().load(toy.id());

        // then
        assertThat(loaded.manifest()).isEqualTo(toy.manifest());
        assertThat(loaded.encoder()).isEqualTo(toy.encoder());
        assertThat(loaded.decoder()).isEqualTo(toy.decoder());
    }

    @Test
    void shouldWriteSmallChunksAndTheManifestLast() {
        // when
        store.publish(large("toy", 1));

        // then
        List<ConsumerRecord<byte[], byte[]>> records = models.modelsTopic().records(IsolationLevel.READ_COMMITTED);
        assertThat(records)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly(
                        "toy/1/encoder/0", "toy/1/encoder/1", "toy/1/encoder/2", "toy/1/decoder/0", "toy/1/manifest");
        assertThat(records).allSatisfy(record -> assertThat(record.value()).hasSizeLessThan(Graphs.CHUNK_BYTES + 20));
    }

    @Test
    void shouldListVersionsOfAllModels() {
        // given
        store.publish(ToyModels.artefact("b", 1, 6, 2));
        store.publish(ToyModels.artefact("a", 1, 6, 2));
        store.publish(ToyModels.artefact("a", 2, 6, 2));

        // then
        assertThat(store.list()).extracting(ModelId::of).hasToString("[a/1, a/2, b/1]");
        assertThat(store.versions("a")).containsOnlyKeys(1, 2);
        assertThat(store.nextVersion("a")).isEqualTo(3);
    }

    @Test
    void shouldSeeWhatOthersPublishLater() {
        // given
        ModelStore other = models.store();
        other.list();

        // when
        store.publish(ToyModels.artefact("toy", 1, 6, 2));

        // then
        assertThat(other.versions("toy")).containsOnlyKeys(1);
        assertThat(other.load(new ModelId("toy", 1)).id().version()).isEqualTo(1);
        assertThat(other.nextVersion("toy")).isEqualTo(2);
    }

    @Test
    void shouldRefuseVersionsThatExist() {
        // given
        store.publish(ToyModels.artefact("toy", 1, 6, 2));

        // then
        assertThatThrownBy(() -> models.store().publish(ToyModels.artefact("toy", 1, 8, 2)))
                .isInstanceOf(VersionTakenException.class)
                .hasMessage("version of toy: 1 (expected: above 1, which topic models holds)");
        assertThat(store.load(new ModelId("toy", 1)).manifest().getInputDim()).isEqualTo(6);
    }

    @Test
    void shouldNotShowAVersionThatIsStillBeingWritten() {
        // given
        Producer<byte[], byte[]> slow = begin("toy", 1);

        // when
        List<ModelManifest> early = store.list();
        slow.commitTransaction();

        // then
        assertThat(early).isEmpty();
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void shouldNotShowAVersionWhosePublisherDied() {
        // given
        begin("toy", 1);

        // when
        store.publish(ToyModels.artefact("toy", 1, 8, 2));

        // then
        assertThat(store.list()).hasSize(1);
        assertThat(store.load(new ModelId("toy", 1)).manifest().getInputDim()).isEqualTo(8);
    }

    @Test
    void shouldFenceAnOlderPublisherOfTheSameModel() {
        // given
        ModelArtefact toy = ToyModels.artefact("toy", 1, 6, 2);
        try (ModelPublication older = models.modelTransport().publication(toy.id())) {
            store.publish(ToyModels.artefact("toy", 1, 8, 2));

            // then
            assertThatThrownBy(() -> older.write(toy))
                    .isInstanceOf(VersionTakenException.class)
                    .hasMessageContaining("fenced by a later one");
        }
        assertThat(store.load(toy.id()).manifest().getInputDim()).isEqualTo(8);
    }

    @Test
    void shouldKnowThatItIsFencedHoweverTheBrokerSaysSo() {
        // given
        ModelArtefact toy = ToyModels.artefact("toy", 1, 6, 2);
        List<Function<String, KafkaException>> ways = List.of(
                ProducerFencedException::new, InvalidProducerEpochException::new, InvalidTxnStateException::new);
        for (Function<String, KafkaException> way : ways) {
            models.modelsTopic().fencesWith(way);
            try (ModelPublication older = models.modelTransport().publication(toy.id());
                    ModelPublication newer = models.modelTransport().publication(toy.id())) {
                // when, then
                assertThatThrownBy(() -> older.write(toy))
                        .isInstanceOf(VersionTakenException.class)
                        .hasMessageContaining("fenced by a later one");
            }
        }
    }

    @Test
    void shouldWaitForOtherModelsPublishersBeforeItTakesAVersionForFree() {
        // given
        Producer<byte[], byte[]> slow = begin("other", 1);
        try (ModelPublication hidden = models.modelTransport().publication(new ModelId("toy", 1))) {
            hidden.write(ToyModels.artefact("toy", 1, 8, 2));
        }

        // when
        CompletableFuture<Void> publishing =
                CompletableFuture.runAsync(() -> store.publish(ToyModels.artefact("toy", 1, 6, 2)));
        boolean early = publishing.isDone();
        slow.commitTransaction();

        // then
        assertThat(early).isFalse();
        assertThat(publishing)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(VersionTakenException.class);
        assertThat(store.load(new ModelId("toy", 1)).manifest().getInputDim()).isEqualTo(8);
    }

    @Test
    void shouldReturnFromPublishingOnlyWhenReadersSeeTheVersion() {
        // given
        models.modelsTopic().endTransactionsLate();
        CompletableFuture<Void> publishing =
                CompletableFuture.runAsync(() -> store.publish(ToyModels.artefact("toy", 1, 6, 2)));
        await().until(() -> models.modelsTopic().hasLateEnds());

        // when
        boolean early = publishing.isDone();
        models.modelsTopic().endTransactions();

        // then
        assertThat(publishing).succeedsWithin(Duration.ofSeconds(30));
        assertThat(early).isFalse();
        assertThat(models.store().list()).hasSize(1);
    }

    @Test
    void shouldLeaveNothingWhenTheBrokerGoesAwayInBetween() {
        // given
        try (ModelPublication publication = models.modelTransport().publication(new ModelId("toy", 1))) {
            models.modelsTopic().down(new TimeoutException("gone"));

            // when
            assertThatThrownBy(() -> publication.write(ToyModels.artefact("toy", 1, 6, 2)))
                    .isInstanceOf(TimeoutException.class);
        }

        // then
        models.modelsTopic().down(null);
        assertThat(store.list()).isEmpty();
        assertThatCode(() -> store.publish(ToyModels.artefact("toy", 1, 6, 2))).doesNotThrowAnyException();
    }

    @Test
    void shouldNotShowAVersionThatLacksAChunk() {
        // given
        ModelArtefact toy = large("toy", 1);
        store.publish(toy);
        InMemoryModels copy = new InMemoryModels();
        models.modelsTopic().records(IsolationLevel.READ_COMMITTED).stream()
                .filter(record -> !new String(record.key(), StandardCharsets.UTF_8).equals("toy/1/encoder/1"))
                .forEach(record -> copy.modelsTopic().put(record.key(), record.value()));

        // when
        ModelStore incomplete = copy.store();

        // then
        assertThat(incomplete.list()).isEmpty();
        assertThatThrownBy(() -> incomplete.load(toy.id()))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessage("model: toy/1 (expected: a version published in topic models)");
        assertThat(incomplete.nextVersion("toy")).isEqualTo(2);
    }

    @Test
    void shouldRefuseAVersionWhoseChunkWasOverwritten() {
        // given
        store.publish(ToyModels.artefact("toy", 1, 6, 2));
        InMemoryModels copy = new InMemoryModels();
        models.modelsTopic().records(IsolationLevel.READ_COMMITTED).forEach(record -> {
            boolean chunk = new String(record.key(), StandardCharsets.UTF_8).equals("toy/1/decoder/0");
            copy.modelsTopic().put(record.key(), chunk ? flipped(record.value()) : record.value());
        });

        // then
        assertThatThrownBy(() -> copy.store().load(new ModelId("toy", 1)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("decoder sha256: ");
    }

    @Test
    void shouldGoOnAfterRecordsThatMeanNothing() {
        // given
        models.modelsTopic().put(null, new byte[3]);
        models.modelsTopic().put("who/knows".getBytes(StandardCharsets.UTF_8), new byte[] {1});
        models.modelsTopic().put("toy/1/manifest".getBytes(StandardCharsets.UTF_8), new byte[] {0, 0, 0, 0, 7, 44, 2});
        models.modelsTopic().put("toy/2/manifest".getBytes(StandardCharsets.UTF_8), new byte[] {99});

        // when
        store.publish(ToyModels.artefact("toy", 3, 6, 2));

        // then
        assertThat(store.versions("toy")).containsOnlyKeys(3);
    }

    @Test
    void shouldForgetAVersionWhoseManifestWasDeleted() {
        // given
        store.publish(ToyModels.artefact("toy", 1, 6, 2));
        store.list();

        // when
        models.modelsTopic().put("toy/1/manifest".getBytes(StandardCharsets.UTF_8), null);

        // then
        assertThat(store.list()).isEmpty();
        assertThat(store.nextVersion("toy")).isEqualTo(2);
    }

    @Test
    void shouldTakeTheNewestVersionThatIsWhole() {
        // given
        store.publish(ToyModels.artefact("toy", 1, 4, 2));
        store.publish(ToyModels.artefact("toy", 2, 4, 2));
        Producer<byte[], byte[]> other = models.modelTransport().producers().apply("other");
        other.initTransactions();
        other.beginTransaction();
        byte[] unreadable = {1, 2, 3};
        var unused = other.send(
                new ProducerRecord<>("models", 0, "toy/3/manifest".getBytes(StandardCharsets.UTF_8), unreadable));
        other.commitTransaction();

        // then
        assertThat(store.nextVersion("toy")).isEqualTo(4);
        assertThat(store.newest("toy").map(ModelManifest::getVersion)).contains(2);
    }

    @Test
    void shouldRefuseAVersionOfAnotherWidth() {
        // given
        store.publish(ToyModels.artefact("toy", 1, 4, 2));
        String reason =
                "vectors of 8 values for model toy (expected: 4, as its version 1; give a model of other vectors"
                        + " another name, --name)";

        // then
        assertThatThrownBy(() -> store.publish(ToyModels.artefact("toy", 2, 8, 2)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(reason);
        assertThatThrownBy(() -> store.requireWidth("toy", 8)).hasMessage(reason);
        assertThat(store.versions("toy")).containsOnlyKeys(1);
    }

    @Test
    void shouldStartAgainWhenTheTopicIsMadeAnew() {
        // given
        store.publish(ToyModels.artefact("toy", 1, 6, 2));
        store.publish(ToyModels.artefact("toy", 2, 6, 2));
        store.list();

        // when
        models.modelsTopic().makeAnew();
        models.store().publish(ToyModels.artefact("toy", 1, 8, 2));

        // then
        assertThat(store.versions("toy")).containsOnlyKeys(1);
        assertThat(store.load(new ModelId("toy", 1)).manifest().getInputDim()).isEqualTo(8);
    }

    @Test
    void shouldGiveOutOnlyWhatATrustedKeySigned() throws GeneralSecurityException {
        // given
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        ModelStore strict = models.store(TrustedKeys.of(keys.getPublic()));
        store.publish(ToyModels.artefact("toy", 1, 6, 2));
        store.publish(ToyModels.artefact("toy", 2, 6, 2).signed(keys));

        // then
        assertThat(strict.load(new ModelId("toy", 2)).id().version()).isEqualTo(2);
        assertThatThrownBy(() -> strict.load(new ModelId("toy", 1)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("signature of toy/1: none");
    }

    @Test
    void shouldSaySoWhenTheBrokerIsGoneAndGoOnWhenItIsBack() {
        // given
        store.publish(ToyModels.artefact("toy", 1, 6, 2));
        models.modelsTopic().down(new TimeoutException("gone"));

        // when
        assertThatThrownBy(store::list).isInstanceOf(TimeoutException.class);
        models.modelsTopic().down(null);

        // then
        assertThat(store.list()).hasSize(1);
    }

    private Producer<byte[], byte[]> begin(String name, int version) {
        ModelTransport transport = models.modelTransport();
        InMemoryModels whole = new InMemoryModels();
        try (ModelStore elsewhere = whole.store()) {
            elsewhere.publish(ToyModels.artefact(name, version, 6, 2));
        }
        Producer<byte[], byte[]> producer = transport.producers().apply("narrows-models-" + name);
        producer.initTransactions();
        producer.beginTransaction();
        whole.modelsTopic().records(IsolationLevel.READ_COMMITTED).forEach(record -> {
            var unused = producer.send(new ProducerRecord<>("models", 0, record.key(), record.value()));
        });
        return producer;
    }

    private static byte[] flipped(byte[] value) {
        byte[] other = value.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    private static ModelArtefact large(String name, int version) {
        byte[] encoder = new byte[2 * Graphs.CHUNK_BYTES + 17];
        byte[] decoder = new byte[Graphs.CHUNK_BYTES];
        new Random(5).nextBytes(encoder);
        new Random(6).nextBytes(decoder);
        return ModelArtefact.of(ToyModels.draft(name, version, 6, 2), encoder, decoder);
    }
}
