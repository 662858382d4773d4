package dev.narrows.stream.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * The page's own files, which lie beside this class, and those of the library that draws its charts, which lie in a jar of
 * their own: named one by one, so that nothing else can be asked for.
 */
final class PageFiles {

    private static final List<String> FILES = List.of(
            "style.css",
            "app.js",
            "server.js",
            "elements.js",
            "chart.js",
            "spark.js",
            "histogram.js",
            "evidence.js",
            "drawing.js",
            "dialog.js",
            "overview.js",
            "models.js",
            "alerts.js",
            "alert.js",
            "explore.js",
            "deadletters.js",
            "subscriptions.js");

    private static final String UPLOT = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final List<String> UPLOT_FILES = List.of("dist/uPlot.esm.js", "dist/uPlot.min.css", "LICENSE");

    private PageFiles() {}

    static void addTo(RoutesConfig routes) {
        byte[] index = bytes("index.html");
        routes.get("/", http -> file(http, index, "text/html; charset=utf-8"));
        byte[] openapi = bytes("openapi.json");
        routes.get("/api/v1/openapi.json", http -> file(http, openapi, "application/json"));
        for (String name : FILES) {
            byte[] content = bytes(name);
            routes.get("/page/" + name, http -> file(http, content, type(name)));
        }
        String uplot = "/META-INF/resources/webjars/uplot/" + version(UPLOT) + "/";
        for (String name : UPLOT_FILES) {
            byte[] content = bytes(uplot + name);
            routes.get("/page/uplot/" + name, http -> file(http, content, type(name)));
        }
    }

    private static String version(String properties) {
        Properties read = new Properties();
        try {
            read.load(new ByteArrayInputStream(bytes(properties)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.getProperty("version");
    }

    private static void file(Context http, byte[] content, String type) {
        http.contentType(type).result(content);
    }

    private static String type(String name) {
        if (name.endsWith(".js")) {
            return "text/javascript; charset=utf-8";
        }
        return name.endsWith(".css") ? "text/css; charset=utf-8" : "text/plain; charset=utf-8";
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("page file " + name + ": missing (expected: on the class path)");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
