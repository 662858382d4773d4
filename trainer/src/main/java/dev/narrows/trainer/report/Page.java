package dev.narrows.trainer.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * One HTML file that shows data as charts and asks for nothing else: style, script, the D3 library and the data all stand
 * in it. Its script (report.js) draws a section for each key of the data that it knows, and none for one that is absent.
 */
public final class Page {

    private static final String D3 = "/META-INF/maven/org.webjars.npm/d3/pom.properties";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Page() {}

    /**
     * Writes a page; a file that is there is replaced.
     *
     * @param title of the page
     * @param data key of a section to what it shows: records, maps, lists and finite numbers
     */
    public static void write(Path file, String title, Map<String, Object> data) {
        try {
            Files.writeString(file, html(title, data));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The page's text. */
    static String html(String title, Map<String, Object> data) {
        try {
            // A "</script>" within the data would end it, so no "<" is left in it.
            String json = JSON.writeValueAsString(data).replace("<", "\\u003c");
            return own("page.html")
                    .replace("{{title}}", escaped(title))
                    .replace("{{style}}", own("report.css"))
                    .replace("{{data}}", json)
                    .replace("{{library}}", library())
                    .replace("{{script}}", own("report.js"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the page " + title, e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String own(String name) throws IOException {
        return read("/dev/narrows/trainer/report/" + name);
    }

    private static String library() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = open(D3)) {
            properties.load(in);
        }
        return read("/META-INF/resources/webjars/d3/" + properties.getProperty("version") + "/dist/d3.min.js");
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Page.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("resource: " + resource + " (expected: on the class path)");
        }
        return in;
    }
}
