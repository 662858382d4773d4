package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Evidence;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.fixture.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two instances the one that decides dies of SIGKILL in mid-rollout; the other goes on from where it was. */
class DeciderKilledIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int PARTITIONS = 2;
    private static final int CHUNK = 300;
    private static final int COARSE = 3;
    private static final int FINE = 5;
    private static final Map<String, String> QUICK = Map.of(
            "rollout.sample.share", "1",
            "rollout.stage.rows", "200",
            "rollout.canary.percents", "25,50,75",
            "kafka.main.consumer.session.timeout.ms", "6000",
            "kafka.main.consumer.heartbeat.interval.ms", "2000",
            "kafka.producer.transaction.timeout.ms", "5000");

    private LiveCluster cluster;
    private long produced;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = LiveCluster.start(folder);
        cluster.createTopic("vectors", PARTITIONS);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldFinishTheRolloutWithoutTheInstanceThatDecided(@TempDir Path firstFolder, @TempDir Path secondFolder) {
        try (ServiceProcess first = service("first", firstFolder);
                ServiceProcess second = service("second", secondFolder)) {
            // given
            cluster.submitToy(COARSE);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(List.of(first.log(), second.log()))
                            .allMatch(log -> log.contains("model in service")));
            cluster.submitToy(FINE);
            Rollout before = flowUntil(rollout -> assertThat(rollout.getStage()).isEqualTo(RolloutStage.CANARY));
            ServiceProcess decider = decider().equals("first") ? first : second;

            // when
            decider.kill();

            // then
            Rollout after =
                    flowUntil(rollout -> assertThat(rollout.getStableVersion()).isEqualTo(FINE));
            assertThat(after.getChange()).isEqualTo(RolloutChange.PROMOTED);
            assertThat(after.getPreviousVersion()).isEqualTo(COARSE);
            assertThat(rows(after)).isGreaterThan(rows(before));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(produced));
        }
        assertThat(steps()).containsExactly("STARTED 0", "ADVANCED 25", "ADVANCED 50", "ADVANCED 75", "PROMOTED 0");
        assertThat(cluster.keys("latents"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, produced).boxed().toList());
        assertThat(latents().values()).allSatisfy(keys -> assertThat(keys).isSorted());
    }

    private ServiceProcess service(String name, Path folder) {
        Map<String, String> settings = new TreeMap<>(QUICK);
        settings.put("kafka.client.id", name);
        return ServiceProcess.start(folder, cluster.settings(settings));
    }

    /** Name of the instance whose control plane has the task. */
    private String decider() {
        try (Admin admin = Admin.create(cluster.client())) {
            String client = admin
                    .describeConsumerGroups(List.of("rollouts-default-control"))
                    .describedGroups()
                    .get("rollouts-default-control")
                    .get()
                    .members()
                    .stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .map(MemberDescription::clientId)
                    .findFirst()
                    .orElseThrow();
            return client.substring(0, client.indexOf("-control"));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets records flow until the newest rollout is so. */
    private Rollout flowUntil(Consumer<Rollout> so) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            cluster.produce(produced, produced + CHUNK, PARTITIONS, i -> raw(normal(i)));
            produced += CHUNK;
            so.accept(newest());
        });
        return newest();
    }

    private Rollout newest() {
        List<Rollout> all = rollouts();
        assertThat(all).isNotEmpty();
        return all.get(all.size() - 1);
    }

    /** What befell the second version, but for reports of progress: a step that is there twice was decided twice. */
    private List<String> steps() {
        return rollouts().stream()
                .filter(rollout -> rollout.getChange() != RolloutChange.OTHER)
                .filter(rollout -> Objects.equals(rollout.getCandidateVersion(), FINE)
                        || Objects.equals(rollout.getStableVersion(), FINE))
                .map(rollout -> rollout.getChange() + " " + rollout.getCanaryPercent())
                .toList();
    }

    private static long rows(Rollout rollout) {
        return rollout.getEvidence().stream().mapToLong(Evidence::getN).max().orElse(0);
    }

    private List<Rollout> rollouts() {
        try (SchemaRegistry registry = cluster.registry()) {
            RecordDeserializer<Rollout> reader = new RecordDeserializer<>(registry, Rollout.getClassSchema());
            return cluster.read("rollouts").stream()
                    .map(record -> reader.deserialize("rollouts", record.value()))
                    .toList();
        }
    }

    private Map<Integer, List<Long>> latents() {
        Map<Integer, List<Long>> keys = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> latent : cluster.read("latents")) {
            keys.computeIfAbsent(latent.partition(), partition -> new ArrayList<>())
                    .add(Long.parseLong(Inputs.text(latent.key())));
        }
        return keys;
    }
}
