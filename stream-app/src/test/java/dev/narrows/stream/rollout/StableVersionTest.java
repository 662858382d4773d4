package dev.narrows.stream.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.encode.Candidate;
import dev.narrows.stream.encode.EncodeWorkers;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.encode.SlicePlan;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StableVersionTest {

    static {
        GeneratedRecords.trust();
    }

    private final Map<Integer, Supplier<OnnxModel>> store = new ConcurrentHashMap<>();
    private final List<Integer> loads = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ModelsInService slot = new ModelsInService(
            () -> VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new SlicePlan(4, 1_000),
            EncodeWorkers.start(0));
    private final StableVersion stable = new StableVersion("default", this::load, slot, 0.5, new Listener());

    private final class Listener implements RolloutListener {

        @Override
        public void inService(OnnxModel model, Optional<Candidate> candidate) {
            told.add("in service " + model.manifest().getVersion()
                    + candidate
                            .map(tried -> ", tried " + tried.model().manifest().getVersion() + " on " + tried.percent())
                            .orElse(""));
        }

        @Override
        public void refused(ModelId id, String reason) {
            told.add("refused " + id.version() + " " + reason);
        }

        @Override
        public void waiting(String reason) {
            told.add("waiting " + reason);
        }

        @Override
        public void failed(Throwable why) {
            told.add("failed " + why.getMessage());
        }
    }

    @AfterEach
    void close() {
        stable.close();
        slot.close();
    }

    @Test
    void shouldSayThatItWaitsForAFirstVersion() {
        // when
        stable.start();
        stable.follow(rollout(null));

        // then
        assertThat(told).containsOnly("waiting no version of model default is stable yet");
        assertThat(slot.stable()).isEmpty();
    }

    @Test
    void shouldPutEachNewStableVersionIntoService() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> DrivenTopology.toy(2));
        stable.start();
        stable.follow(rollout(1));
        awaitTold("in service 1");

        // when
        stable.follow(rollout(2));

        // then
        awaitTold("in service 2");
        assertThat(serving()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheVersionBeforeWhenTheNewOneIsRefused() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> {
            throw new ModelRefusedException("code: 3 (expected: 2)");
        });
        stable.start();
        stable.follow(rollout(1));
        awaitTold("in service 1");

        // when
        stable.follow(rollout(2));

        // then
        awaitTold("refused 2 code: 3 (expected: 2)");
        assertThat(serving()).isEqualTo(1);
    }

    @Test
    void shouldNotLoadWhatServesAlreadyWhenARefusedVersionIsTakenBack() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> {
            throw new ModelRefusedException("no");
        });
        stable.start();
        stable.follow(rollout(1));
        awaitTold("in service 1");
        stable.follow(rollout(2));
        awaitTold("refused 2 no");

        // when
        stable.follow(rollout(1));

        // then
        await().until(() -> told.stream().filter("in service 1"::equals).count() == 2);
        assertThat(loads).containsExactly(1, 2);
    }

    @Test
    void shouldTryAgainWhenTheStoreDoesNotAnswer() {
        // given
        store.put(1, () -> {
            store.put(1, () -> DrivenTopology.toy(1));
            throw new TimeoutException("gone");
        });
        stable.start();

        // when
        stable.follow(rollout(1));

        // then
        awaitTold("in service 1");
        assertThat(told).contains("waiting model default version 1: gone");
        assertThat(loads).containsExactly(1, 1);
    }

    @Test
    void shouldTurnToANewerVersionInsteadOfRetryingForEver() {
        // given
        store.put(1, () -> {
            throw new TimeoutException("gone");
        });
        store.put(2, () -> DrivenTopology.toy(2));
        stable.start();
        stable.follow(rollout(1));
        awaitTold("waiting model default version 1: gone");

        // when
        stable.follow(rollout(2));

        // then
        awaitTold("in service 2");
    }

    @Test
    void shouldTakeAnythingUnexpectedForARefusal() {
        // given
        store.put(1, () -> {
            throw new IllegalStateException("odd");
        });
        stable.start();

        // when
        stable.follow(rollout(1));

        // then
        awaitTold("refused 1 java.lang.IllegalStateException: odd");
    }

    @Test
    void shouldStartWithTheVersionBeforeWhereTheStableOneIsRefused() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> {
            throw new ModelRefusedException("trial: not done after 60 s (expected: an end before)");
        });
        stable.start();

        // when
        stable.follow(rollout(2, 1));

        // then
        awaitTold("refused 2 trial: not done after 60 s (expected: an end before)");
        assertThat(serving()).isEqualTo(1);
        assertThat(told.indexOf("in service 1")).isLessThan(told.size() - 1);
    }

    @Test
    void shouldStartWithTheVersionBeforeWhileTheStableOneIsMissing() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> {
            store.put(2, () -> DrivenTopology.toy(2));
            throw new ModelNotFoundException(new ModelId("default", 2), "models");
        });
        stable.start();

        // when
        stable.follow(rollout(2, 1));

        // then
        awaitTold("in service 1");
        awaitTold("in service 2");
        assertThat(serving()).isEqualTo(2);
    }

    @Test
    void shouldNeverTakeUpAnotherWidth() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> OnnxModel.load(ToyModels.artefact("default", 2, 24, 2), OnnxSettings.cpu()));
        stable.start();
        stable.follow(rollout(1));
        awaitTold("in service 1");

        // when
        stable.follow(rollout(2));

        // then
        awaitTold("refused 2 inputDim: 24 (expected: " + Inputs.DIM + ", as the version in service; vectors of another"
                + " width need a model of another name)");
        assertThat(serving()).isEqualTo(1);
    }

    @Test
    void shouldTellAnErrorAsAFailureForGoodAndThrowItOn() {
        // given
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, why) -> uncaught.add(why));
        store.put(1, () -> {
            throw new OutOfMemoryError("test");
        });
        stable.start();

        // when
        stable.follow(rollout(1));

        // then
        try {
            // Awaitility would throw what it is about here.
            await().dontCatchUncaughtExceptions()
                    .untilAsserted(() -> assertThat(uncaught).singleElement().isInstanceOf(OutOfMemoryError.class));
            assertThat(told).contains("failed test");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void shouldCloseAModelThatComesWhenTheSlotIsClosed() {
        // given
        OnnxModel late = DrivenTopology.toy(1);
        store.put(1, () -> late);
        stable.start();
        slot.close();

        // when
        stable.follow(rollout(1));

        // then
        await().untilAsserted(() -> assertThatThrownBy(() -> late.newEncoder(1)).hasMessageContaining("retired"));
        assertThat(slot.stable()).isEmpty();
        assertThat(told).doesNotContain("in service 1");
    }

    @Test
    void shouldTryTheCandidateBesideTheStableVersionAndKeepItsModelWhenItIsPromoted() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> DrivenTopology.toy(2));
        stable.start();

        // when
        stable.follow(trial(1, 2, RolloutStage.SHADOW, 0));
        awaitTold("in service 1, tried 2 on 0");
        stable.follow(trial(1, 2, RolloutStage.CANARY, 5));
        awaitTold("in service 1, tried 2 on 5");
        stable.follow(rollout(2));

        // then
        awaitTold("in service 2");
        assertThat(loads).containsExactly(1, 2);
    }

    @Test
    void shouldServeWithoutACandidateThatCannotBeLoaded() {
        // given
        store.put(1, () -> DrivenTopology.toy(1));
        store.put(2, () -> {
            throw new ModelRefusedException("no");
        });
        stable.start();

        // when
        stable.follow(trial(1, 2, RolloutStage.CANARY, 50));

        // then
        awaitTold("in service 1");
        awaitTold("refused 2 no");
        assertThat(slot.candidate()).isEmpty();
    }

    @Test
    void shouldServeWithoutACandidateThatDoesNotTellWhatTheSettingsNeed() {
        // given: a slot that keeps bounds in units of the training range, which the candidate does not tell
        store.put(1, () -> toyThatTells(1));
        store.put(2, () -> DrivenTopology.toy(2));
        ModelsInService bounded = new ModelsInService(
                () -> VectorReader.of(VectorFormat.RAW, "", null),
                new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                new SlicePlan(4, 1_000),
                Fidelity.of("bounded", "0.1", "range", false, false),
                EncodeWorkers.start(0));
        StableVersion of = new StableVersion("default", this::load, bounded, 0.5, new Listener());
        of.start();

        // when
        of.follow(trial(1, 2, RolloutStage.CANARY, 50));

        // then
        awaitTold("in service 1");
        await().untilAsserted(() -> assertThat(told).anyMatch(line -> line.startsWith("refused 2 ")));
        assertThat(bounded.candidate()).isEmpty();
        of.close();
        bounded.close();
    }

    private static OnnxModel toyThatTells(int version) {
        ModelArtefact toy = ToyModels.artefact("default", version, Inputs.DIM, Inputs.CODE_BYTES);
        ModelManifest manifest = ModelManifest.newBuilder(toy.manifest())
                .setFeatureLows(Collections.nCopies(Inputs.DIM, 0f))
                .setFeatureHighs(Collections.nCopies(Inputs.DIM, 1f))
                .build();
        return OnnxModel.load(ModelArtefact.of(manifest, toy.encoder(), toy.decoder()), OnnxSettings.cpu());
    }

    private OnnxModel load(ModelId id) {
        loads.add(id.version());
        return store.get(id.version()).get();
    }

    private void awaitTold(String what) {
        await().untilAsserted(() -> assertThat(told).contains(what));
    }

    private int serving() {
        return slot.stable().orElseThrow().manifest().getVersion();
    }

    private static Rollout rollout(Integer stableVersion) {
        return rollout(stableVersion, null);
    }

    private static Rollout trial(int stableVersion, int candidate, RolloutStage stage, int percent) {
        return Rollout.newBuilder(rollout(stableVersion, null))
                .setCandidateVersion(candidate)
                .setStage(stage)
                .setCanaryPercent(percent)
                .build();
    }

    private static Rollout rollout(Integer stableVersion, Integer previousVersion) {
        return Rollout.newBuilder()
                .setModelName("default")
                .setStableVersion(stableVersion)
                .setCandidateVersion(null)
                .setStage(RolloutStage.NONE)
                .setCanaryPercent(0)
                .setReason("test")
                .setChangedAt(Instant.EPOCH)
                .setPreviousVersion(previousVersion)
                .build();
    }
}
