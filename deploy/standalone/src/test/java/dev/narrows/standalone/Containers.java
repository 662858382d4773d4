package dev.narrows.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The compose file of {@code deploy/}, on images that are built here, beside whatever else runs on the machine. */
final class Containers implements AutoCloseable {

    private static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();
    private static final Path CHECKOUT = DEPLOY.getParent();
    private static final String PROMETHEUS = "narrows/prometheus:it";
    private static final long LIMIT_SECONDS = 240;

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    Containers(Path folder) {
        this.folder = folder;
        environment.put(
                "COMPOSE_PROJECT_NAME", "narrows-it-" + ProcessHandle.current().pid());
        environment.put("PROMETHEUS_IMAGE", PROMETHEUS);
        environment.put("IMAGE_TAG", "it");
        // The jars are those of this build; an archive of classes takes a minute that a test does not have.
        environment.put("BUILT", "1");
        environment.put("ARCHIVE", "no");
        environment.put("DOCKER_BUILDKIT", "0");
        for (String port : List.of("KAFKA_PORT", "REGISTRY_PORT", "HTTP_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT")) {
            environment.put(port, "0");
        }
    }

    /** What is missing on this machine; empty where nothing is. Pulls nothing. */
    Optional<String> obstacle() {
        if (!succeeds("docker", "info")) {
            return Optional.of("no Docker engine answers");
        }
        if (!succeeds("docker-compose", "--version") && !succeeds("docker", "compose", "version")) {
            return Optional.of("no Compose is here");
        }
        if (!Files.isDirectory(CHECKOUT.resolve("stream-app/target/lib"))) {
            return Optional.of("the service was not packaged");
        }
        return Stream.of("eclipse-temurin:17-jre", "apache/kafka:4.3.1", "apicurio/apicurio-registry:3.3.3")
                .filter(image -> !succeeds("docker", "image", "inspect", image))
                .map(image -> "no image " + image)
                .findFirst()
                .or(this::prometheus);
    }

    /** Starts services as a user does. */
    void up(String... services) {
        String[] command = Stream.concat(Stream.of(DEPLOY.resolve("compose/up").toString()), Stream.of(services))
                .toArray(String[]::new);
        if (!succeeds(command)) {
            throw new IllegalStateException("compose/up: failed (expected: all services); " + said());
        }
    }

    /** What Prometheus answers; JSON. */
    String query(String expression) throws IOException, InterruptedException {
        String address = output("port", "prometheus", "9090").strip();
        URI uri = URI.create("http://" + address + "/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Logs of all services, for whoever has to find out. */
    String logs() {
        return output("logs", "--tail", "15");
    }

    @Override
    public void close() {
        output("down", "--volumes", "--timeout", "5");
    }

    /** Prometheus from Debian where its own image is not there. */
    private Optional<String> prometheus() {
        if (succeeds("docker", "image", "inspect", PROMETHEUS)) {
            return Optional.empty();
        }
        try {
            Path context = Files.createDirectories(folder.resolve("prometheus"));
            Files.writeString(context.resolve("Dockerfile"), """
                    FROM eclipse-temurin:17-jre
                    RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus
                    RUN mkdir /prometheus && chown prometheus /prometheus
                    USER prometheus
                    ENTRYPOINT ["prometheus"]
                    """);
            return succeeds("docker", "build", "--tag", PROMETHEUS, context.toString())
                    ? Optional.empty()
                    : Optional.of("no image of Prometheus, and none can be built from Debian's package");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String output(String... arguments) {
        String file = DEPLOY.resolve("compose/compose.yaml").toString();
        Stream<String> compose = succeeds("docker", "compose", "version")
                ? Stream.of("docker", "compose", "-f", file)
                : Stream.of("docker-compose", "-f", file);
        boolean done = succeeds(Stream.concat(compose, Stream.of(arguments)).toArray(String[]::new));
        return done ? said() : "";
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean succeeds(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // No such program.
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
