package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.fixture.GuardedCluster;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.ServiceState;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.start.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that comes by TLS, proves by SCRAM who it is, and may do what {@code narrows acls print} lists. That each of
 * those rights is needed shows in what the broker was asked: that all were, and nothing else. For five of them the service
 * is started without.
 */
class SecuredServiceIT {

    private static final String USER = "narrows";
    private static final String PASSWORD = "of-the-service";
    private static final String TOKEN = "of-the-page";
    private static final int RECORDS = 40;
    private static final int LETTERS = 3;
    private static final Set<String> TRIED =
            Set.of("READ vectors", "READ models", "WRITE latents", "READ " + USER, "WRITE " + USER);
    private static final Duration SOON = Duration.ofSeconds(40);

    private GuardedCluster cluster;
    private Map<String, String> settings;
    private PrintedRights rights;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        cluster = GuardedCluster.start(folder);
        cluster.createUser(USER, PASSWORD);
        settings = new HashMap<>(Map.of(
                "schema.registry.url", cluster.registryUrl(),
                "input.format", "raw",
                "http.port", "0",
                "http.page", "true",
                "http.token.file",
                        Files.writeString(folder.resolve("token"), TOKEN).toString(),
                "notify.private.addresses", "true",
                "notify.patience.ms", "1000",
                "model.trial.timeout.ms", "0",
                "execution.provider", "cpu"));
        cluster.client(USER, PASSWORD).forEach((name, value) -> settings.put("kafka." + name, value));
        rights = PrintedRights.of(USER, settings);
        try (Admin admin = Admin.create(cluster.superUser())) {
            admin.createTopics(List.of(new NewTopic("vectors", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            admin.createAcls(rights.bindings()).all().get();
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldNeedEveryRightThatIsPrintedAndNoOther() throws Exception {
        // given
        try (NarrowsService service = NarrowsService.start(NarrowsSettings.of(settings))) {
            PageClient page = new PageClient(service.httpPort(), TOKEN);
            publish();
            page.post("models/default/promote", Map.of("version", 1, "by", "ada", "reason", "test"));
            await().atMost(SOON).until(() -> service.state() == ServiceState.STREAMING);
            String heard = page.post(
                            "subscriptions", Map.of("url", "http://127.0.0.1:1/", "by", "ada", "groupWait", "PT0.1S"))
                    .get("id")
                    .asText();
            await().atMost(SOON).until(() -> cluster.committed(USER + "-notify", "alerts"));

            // when
            SecuredRecords records = new SecuredRecords(cluster.superUser());
            records.send(RECORDS, LETTERS);

            // then
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(records.count("latents")).isEqualTo(RECORDS);
                assertThat(records.count("dead-letters")).isEqualTo(LETTERS);
                assertThat(records.count("alerts")).isPositive();
                assertThat(records.count("notification-dead-letters")).isPositive();
            });
            page.post(
                    "silences",
                    Map.of("key", "*", "until", Instant.now().plusSeconds(60).toString(), "by", "ada", "reason", "t"));
            page.post("subscriptions/" + heard + "/deliveries/none/replay", Map.of(), 404);
            page.get("records");
            page.get("dead-letters");
            page.post("dead-letters/0/0/replay", Map.of("by", "ada", "reason", "test"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(rights.notAskedFor(cluster.allowed(USER)))
                            .isEmpty());
            assertThat(cluster.denied(USER)).isEmpty();
        }
    }

    @Test
    void shouldNotEncodeWithOneRightLess() throws Exception {
        // given
        publish();
        promote();
        SecuredRecords records = new SecuredRecords(cluster.superUser());
        records.send(RECORDS, LETTERS);
        for (AclBinding less :
                rights.bindings().stream().filter(SecuredServiceIT::isTried).toList()) {
            cluster.forgetAsked();
            try (Admin admin = Admin.create(cluster.superUser())) {
                admin.deleteAcls(List.of(less.toFilter())).all().get();
            }

            // when
            String refusal = refusalWithout(less);

            // then
            assertThat(refusal).contains(less.pattern().name());
            assertThat(cluster.denied(USER)).as("%s", less).allMatch(asked -> PrintedRights.isFor(less, asked));
            assertThat(records.count("latents")).as("%s", less).isZero();
            try (Admin admin = Admin.create(cluster.superUser())) {
                admin.createAcls(List.of(less)).all().get();
            }
        }
    }

    /** Runs a service until it says why it does not start, or the broker has refused what that right allows. */
    private String refusalWithout(AclBinding less) throws InterruptedException {
        AtomicReference<String> refusal = new AtomicReference<>();
        CountDownLatch end = new CountDownLatch(1);
        Thread running = new Thread(
                () -> {
                    try (NarrowsService service = NarrowsService.start(NarrowsSettings.of(settings))) {
                        end.await();
                    } catch (StartException e) {
                        // An end that was asked for comes late and is no refusal.
                        refusal.compareAndSet(null, e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "service");
        running.start();
        try {
            await().atMost(SOON).until(() -> {
                cluster.denied(USER).stream()
                        .filter(asked -> PrintedRights.isFor(less, asked))
                        .forEach(asked -> refusal.compareAndSet(null, asked.toString()));
                return refusal.get() != null;
            });
        } finally {
            end.countDown();
            running.interrupt();
            running.join();
        }
        return refusal.get();
    }

    private static boolean isTried(AclBinding right) {
        return TRIED.contains(right.entry().operation() + " " + right.pattern().name());
    }

    private void publish() {
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", cluster.registryUrl()));
                ModelStore store = ModelStore.open(cluster.superUser(), "models", registry)) {
            store.publish(ToyModels.artefact("default", 1, SecuredRecords.DIM, SecuredRecords.CODE_BYTES));
        }
    }

    private void promote() {
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", cluster.registryUrl()));
                RolloutLog rollouts = RolloutLog.open(cluster.superUser(), "rollouts", registry)) {
            rollouts.write(Rollout.newBuilder()
                    .setModelName("default")
                    .setStableVersion(1)
                    .setCandidateVersion(null)
                    .setStage(RolloutStage.NONE)
                    .setCanaryPercent(0)
                    .setReason("test")
                    .setChangedAt(Instant.now())
                    .build());
        }
    }
}
