package dev.narrows.stream.control;

import static dev.narrows.stream.control.Rollouts.MODEL;
import static dev.narrows.stream.control.Rollouts.NOW;
import static dev.narrows.stream.control.Rollouts.command;
import static dev.narrows.stream.control.Rollouts.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.Drift;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.registry.OneSchema;
import dev.narrows.stream.drift.DriftReports;
import dev.narrows.stream.drift.DriftSettings;
import dev.narrows.stream.drift.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ControlTopologyTest {

    private static final DriftSettings DRIFT = new DriftSettings(Duration.ofMinutes(5), Duration.ofMinutes(500), 1000);

    private final Stream stream = new Stream(4000, 3);
    private Instant now = NOW;
    private TopologyTestDriver driver;
    private TestInputTopic<String, RolloutCommand> commands;
    private TestInputTopic<String, QualityReport> quality;
    private TestOutputTopic<String, Rollout> rollouts;
    private TestOutputTopic<String, QualityReport> drifts;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldAnswerEachCommandInOrder() {
        // given
        start(model -> Optional.empty());
        RolloutCommand submit = command(RolloutCommandType.SUBMIT, 1);
        RolloutCommand pause = command(RolloutCommandType.PAUSE).build();

        // when
        commands.pipeInput(MODEL, submit);
        commands.pipeInput(MODEL, pause);

        // then
        List<Rollout> answers = rollouts.readValuesToList();
        assertThat(answers).extracting(Rollout::getCommandId).containsExactly(submit.getId(), pause.getId());
        assertThat(answers)
                .extracting(Rollout::getChange)
                .containsExactly(RolloutChange.PROMOTED, RolloutChange.REFUSED);
    }

    @Test
    void shouldDecideByEvidence() {
        // given
        start(model -> Optional.of(Rollouts.shadow(1, 2)));

        // when
        quality.pipeInput(MODEL, report(1, 2, 300, -0.5f));

        // then
        Rollout last = rollouts.readValue();
        assertThat(last.getChange()).isEqualTo(RolloutChange.ROLLED_BACK);
        assertThat(last.getStableVersion()).isEqualTo(1);
        assertThat(rollouts.isEmpty()).isTrue();
    }

    @Test
    void shouldNotCountEvidenceThatTheDeciderBeforeHasCounted() {
        // given: a state that was told when the report's window ended
        Rollout written =
                Rollout.newBuilder(Rollouts.shadow(1, 2)).setChangedAt(NOW).build();
        start(model -> Optional.of(written));

        // when
        quality.pipeInput(MODEL, report(1, 2, 300, -0.5f));

        // then
        assertThat(rollouts.isEmpty()).isTrue();
    }

    @Test
    void shouldGoOnFromWhatTheTopicSaysAndNotDoAgainWhatWasDoneBefore() {
        // given
        Rollout written =
                Rollout.newBuilder(Rollouts.stable(5)).setChangedAt(NOW).build();
        start(model -> Optional.of(written));

        // when
        commands.pipeInput(
                MODEL,
                command(RolloutCommandType.PROMOTE)
                        .setVersion(3)
                        .setAt(NOW.minusSeconds(60))
                        .build());
        commands.pipeInput(
                MODEL,
                command(RolloutCommandType.SUBMIT)
                        .setVersion(6)
                        .setAt(NOW.plusSeconds(60))
                        .build());

        // then
        Rollout answer = rollouts.readValue();
        assertThat(answer.getStableVersion()).isEqualTo(5);
        assertThat(answer.getCandidateVersion()).isEqualTo(6);
        assertThat(rollouts.isEmpty()).isTrue();
    }

    @Test
    void shouldPassOverOtherModelsAndWhatItCannotRead() {
        // given
        start(model -> Optional.empty());
        TestInputTopic<String, String> garbage =
                driver.createInputTopic("commands", new StringSerializer(), new StringSerializer());

        // when
        commands.pipeInput("other", command(RolloutCommandType.SUBMIT, 1));
        garbage.pipeInput(MODEL, "not a command");

        // then
        assertThat(rollouts.isEmpty()).isTrue();
    }

    @Test
    void shouldWriteWhatDriftsOnceAWindowAndDecideNothingByIt() {
        // given: a group that ran before the stream began
        now = Instant.EPOCH;
        start(model -> Optional.of(Rollouts.shadow(1, 2)));
        stream.errorFactor = 2;

        // when
        quality.pipeInput(MODEL, stream.next(2000));
        quality.pipeInput(MODEL, stream.next(10));
        quality.pipeInput("other", stream.next(2000));

        // then
        List<QualityReport> told = drifts.readValuesToList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getDrift()).extracting(Drift::getKind).containsExactly("errors");
        assertThat(rollouts.isEmpty()).isTrue();
    }

    @Test
    void shouldNotTellDriftOfWindowsThatWereOverBeforeTheGroupFirstRan() {
        // given: reports that lie in the topic since long ago
        start(model -> Optional.empty());
        stream.errorFactor = 2;

        // when
        quality.pipeInput(MODEL, stream.next(2000));
        quality.pipeInput(MODEL, stream.next(2000));
        quality.pipeInput(MODEL, stream.next(10));

        // then
        assertThat(drifts.isEmpty()).isTrue();
    }

    @Test
    void shouldTellDriftOfWhatCameWhileTheGroupStoodStill() {
        // given: a group that first ran long ago, and starts now
        start(model -> Optional.empty());
        driver.<String, byte[]>getKeyValueStore(ControlProcessor.STORE).put("@drift-since", new byte[Long.BYTES]);
        stream.errorFactor = 2;

        // when
        quality.pipeInput(MODEL, stream.next(2000));
        quality.pipeInput(MODEL, stream.next(10));

        // then
        assertThat(drifts.readValuesToList()).hasSize(1);
    }

    private void start(Function<String, Optional<Rollout>> written) {
        ControlTopology.Formats formats = new ControlTopology.Formats(
                "commands",
                "quality",
                "rollouts",
                OneSchema.deserializer(RolloutCommand.getClassSchema()),
                OneSchema.deserializer(QualityReport.getClassSchema()),
                OneSchema.serializer(Rollout.getClassSchema()),
                OneSchema.deserializer(Rollout.getClassSchema()));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "control");
        driver = new TopologyTestDriver(
                ControlTopology.build(
                        MODEL,
                        formats,
                        Rollouts.versions(),
                        Rollouts.SETTINGS,
                        written,
                        () -> now,
                        () -> new DriftReports(id -> Optional.of(stream.manifest()), DRIFT),
                        OneSchema.serializer(QualityReport.getClassSchema())),
                settings);
        commands = driver.createInputTopic(
                "commands", new StringSerializer(), OneSchema.serializer(RolloutCommand.getClassSchema()));
        quality = driver.createInputTopic(
                "quality", new StringSerializer(), OneSchema.serializer(QualityReport.getClassSchema()));
        drifts = driver.createOutputTopic(
                "quality", new StringDeserializer(), OneSchema.deserializer(QualityReport.getClassSchema()));
        rollouts = driver.createOutputTopic(
                "rollouts", new StringDeserializer(), OneSchema.deserializer(Rollout.getClassSchema()));
    }
}
