package dev.narrows.stream.watch;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.fixture.LiveCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every panel and every rule has something to show of a service that ran. */
class WatchingIT {

    private static LiveCluster cluster;
    private static NarrowsService service;
    private static String scrape;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runAService(@TempDir Path folder) throws IOException, InterruptedException {
        cluster = LiveCluster.start(folder);
        cluster.createTopic("vectors", 2);
        cluster.publishToy(1);
        cluster.produceInTransaction(1_000, i -> i % 50 == 7 ? new byte[3] : raw(normal(i)));
        service = NarrowsService.start(cluster.parsed(Map.of()));
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(scrape()).contains("narrows_records_total 1000.0", "narrows_input_lag_records 0.0"));
        // A service has no pauses to show before its first collection, which a test of seconds need not see.
        System.gc();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scrape()).contains("jvm_gc_pause_seconds_sum"));
        scrape = scrape();
    }

    @AfterAll
    static void stop() {
        service.close();
        cluster.close();
    }

    @Test
    void shouldHaveNoLagBehindTheMarkersOfATransaction() {
        // then: it stands behind the last record, with the commit markers of both partitions after it
        assertThat(scrape).contains("narrows_dead_letters_total{reason=\"unreadable\"} 20.0");
        assertThat(scrape).contains("narrows_input_lag_records 0.0");
    }

    @Test
    void shouldShowInPanelsOnlyWhatTheServiceTells() throws IOException {
        // given
        Set<String> known = known();

        // when, then
        assertThat(Watching.panels())
                .hasSizeGreaterThan(15)
                .allSatisfy((panel, expression) -> assertThat(known)
                        .as(panel)
                        .containsAll(Watching.metrics(expression))
                        .isNotEmpty());
    }

    @Test
    void shouldAskInRulesOnlyForWhatTheServiceTells() throws IOException {
        // given
        Set<String> known = known();
        known.add("up");

        // when, then
        assertThat(Watching.rules())
                .hasSizeGreaterThan(10)
                .allSatisfy(rule -> assertThat(known)
                        .as(rule.toString())
                        .containsAll(Watching.metrics(rule.get("expr").asText())));
    }

    @Test
    void shouldHaveAPageForEachAlert() throws IOException {
        // given
        Set<String> headings = Files.readAllLines(Path.of("../deploy/docs/operating.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());

        // when, then
        assertThat(Watching.rules()).filteredOn(rule -> rule.has("alert")).allSatisfy(rule -> {
            String alert = rule.get("alert").asText().toLowerCase(Locale.ROOT);
            assertThat(rule.at("/annotations/runbook").asText()).isEqualTo("deploy/docs/operating.md#" + alert);
            assertThat(headings).contains(alert);
        });
    }

    @Test
    void shouldGiveEachPanelAndRecordingAResultInPrometheus() throws IOException, InterruptedException {
        // given
        assumeTrue(Promtool.isThere(), "no promtool is here (Debian: package prometheus)");
        List<String> expressions = new ArrayList<>(Watching.panels().values());
        for (JsonNode rule : Watching.rules()) {
            if (rule.has("record")) {
                expressions.add(rule.get("record").asText());
            }
        }

        // when, then
        assertThat(new Promtool(folder).evaluate(scrape, Watching.RULES, expressions))
                .isEmpty();
    }

    @Test
    void shouldAlertWhenItsTestsSaySo() throws IOException, InterruptedException {
        // given
        assumeTrue(Promtool.isThere(), "no promtool is here (Debian: package prometheus)");

        // when, then
        assertThat(new Promtool(folder).run("check", "rules", Watching.RULES.toString()))
                .isEmpty();
        assertThat(new Promtool(folder).run("test", "rules", Watching.RULES_TEST.toString()))
                .isEmpty();
    }

    private static Set<String> known() throws IOException {
        Set<String> known = Promtool.names(scrape).stream().collect(Collectors.toSet());
        Watching.rules().stream()
                .filter(rule -> rule.has("record"))
                .forEach(rule -> known.add(rule.get("record").asText()));
        return known;
    }

    private static String scrape() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + service.httpPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
