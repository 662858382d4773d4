package dev.narrows.stream.status;

import dev.narrows.stream.config.HttpSettings;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One port for several pipelines: {@code /health/live} (503 once the process has failed for good), {@code /health/ready} (200
 * when every part of every pipeline is up), both with the state of each as JSON by its name, {@code /pipelines} with the same,
 * and {@code /metrics} of all, each meter with the label {@code pipeline}. The page of each is on its own port, which these
 * tell.
 */
public final class PipelinesServer implements AutoCloseable {

    private static final String HELP = "# HELP ";
    private static final List<String> OF_THE_PROCESS = List.of("jvm_", "process_", "system_");

    private final StatusServer server;

    private PipelinesServer(StatusServer server) {
        this.server = server;
    }

    /**
     * Starts serving.
     *
     * @param states how each is, by name
     * @param live whether the process does any good
     * @param scrapes metrics of each that runs, by name
     * @throws dev.narrows.stream.config.check.SettingException when it cannot listen there
     */
    public static PipelinesServer start(
            HttpSettings at,
            Supplier<Map<String, PipelineState>> states,
            BooleanSupplier live,
            Supplier<Map<String, String>> scrapes) {
        return new PipelinesServer(StatusServer.listen(at, config -> {
            config.routes.get("/health/live", http -> answer(http, live.getAsBoolean(), states.get()));
            config.routes.get("/health/ready", http -> {
                Map<String, PipelineState> all = states.get();
                answer(
                        http,
                        all.values().stream().allMatch(each -> each.health().ready()),
                        all);
            });
            config.routes.get("/pipelines", http -> answer(http, true, states.get()));
            config.routes.get("/", http -> http.redirect("/pipelines"));
            config.routes.get(
                    "/metrics",
                    http -> http.contentType(ServiceMetrics.CONTENT_TYPE).result(merged(scrapes.get())));
        }));
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * One text of several: what is measured by the same name stands together, under one heading, labelled with the pipeline;
     * what is the process's stands there once.
     */
    static String merged(Map<String, String> scrapes) {
        Map<String, StringBuilder> families = new LinkedHashMap<>();
        Set<String> ofTheProcess = new HashSet<>();
        scrapes.forEach((pipeline, scrape) -> {
            StringBuilder family = new StringBuilder();
            for (String line : scrape.lines().toList()) {
                if (line.startsWith(HELP)) {
                    String name = line.split(" ", 4)[2];
                    boolean again = isOfTheProcess(name) && !ofTheProcess.add(name);
                    family = again ? new StringBuilder() : families.computeIfAbsent(name, key -> new StringBuilder());
                }
                boolean heading = line.startsWith("#");
                if (!heading) {
                    family.append(isOfTheProcess(line) ? line : labelled(line, pipeline))
                            .append('\n');
                } else if (family.indexOf(line + "\n") < 0) {
                    family.append(line).append('\n');
                }
            }
        });
        return String.join("", families.values());
    }

    private static boolean isOfTheProcess(String name) {
        return OF_THE_PROCESS.stream().anyMatch(name::startsWith);
    }

    private static String labelled(String sample, String pipeline) {
        String label = "pipeline=\"" + pipeline + "\"";
        int brace = sample.indexOf('{');
        int space = sample.indexOf(' ');
        return brace >= 0 && brace < space
                ? sample.substring(0, brace + 1) + label + "," + sample.substring(brace + 1)
                : sample.substring(0, space) + "{" + label + "}" + sample.substring(space);
    }

    private static void answer(Context http, boolean good, Map<String, PipelineState> states) throws Exception {
        http.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("application/json")
                .result(StatusServer.json(states));
    }
}
