package dev.narrows.standalone.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.status.StatusServer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds the page to the service's web server: {@code /}, its scripts, and {@code /live}, which answers with what came
 * since the last question as JSON. Any thread; {@link #close} ends what feeds it.
 */
public final class LivePage implements StatusServer.Routes, AutoCloseable {
    /** No page, and a line that says so. */
    public static final StatusServer.Routes OFF = config -> config.routes.get(
            "/",
            http -> http.result("The live page is off, because it shows vectors to whoever reaches this port:"
                    + " http.page=true serves it. Here are /health/ready, /metrics and /history.\n"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> FILES = Map.of(
            "style.css", "text/css; charset=utf-8",
            "draw.js", "text/javascript; charset=utf-8",
            "live.js", "text/javascript; charset=utf-8");

    private final NarrowsSettings settings;
    private final StoryBoard story;
    private final LiveFeed feed;

    private LivePage(NarrowsSettings settings, StoryBoard story) {
        this.settings = settings;
        this.story = story;
        this.feed = new LiveFeed(settings);
    }

    /** The page of a service with these settings; starts to look into the topics, and waits for those that are not there. */
    public static LivePage open(NarrowsSettings settings, StoryBoard story) {
        LivePage page = new LivePage(settings, story);
        page.feed.start();
        return page;
    }

    @Override
    public void accept(JavalinConfig config) {
        config.routes.get("/", http -> file(http, "index.html", "text/html; charset=utf-8"));
        config.routes.get("/live", this::answer);
        config.routes.get("/live/{file}", http -> {
            String name = http.pathParam("file");
            if (!FILES.containsKey(name)) {
                throw new NotFoundResponse();
            }
            file(http, name, FILES.get(name));
        });
    }

    private void answer(Context http) throws JsonProcessingException {
        feed.asked();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("t", System.currentTimeMillis());
        answer.put("inputTopic", settings.input().topic());
        answer.put("latentsTopic", settings.topics().latents());
        answer.put("modelName", settings.model().name());
        answer.put("pairs", feed.pairsAfter(number(http, "pairsAfter")));
        answer.put("alerts", feed.alertsAfter(number(http, "alertsAfter")));
        answer.put("versions", feed.versions());
        answer.put("story", story.steps());
        http.contentType("application/json").result(JSON.writeValueAsString(answer));
    }

    private static long number(Context http, String name) {
        String text = http.queryParam(name);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new BadRequestResponse(name + ": " + text + " (expected: a number)");
        }
    }

    private static void file(Context http, String name, String type) throws IOException {
        try (InputStream in = LivePage.class.getResourceAsStream(name)) {
            http.contentType(type).result(in.readAllBytes());
        }
    }

    @Override
    public void close() {
        feed.close();
    }
}
