package dev.narrows.stream.page;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.look.Inspected;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.page.request.ApiProblem;
import dev.narrows.stream.page.request.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record of the input by partition and offset: vector, code, reconstruction and error. Any thread. */
final class RecordsApi {

    private final NarrowsSettings settings;
    private final Lookout lookout;

    RecordsApi(NarrowsSettings settings, Lookout lookout) {
        this.settings = settings;
        this.lookout = lookout;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/records", this::newest);
        routes.get("/api/v1/records/{partition}/{offset}", this::one);
    }

    private void newest(Context http) {
        boolean vectors = settings.http().page();
        Json.answer(
                http,
                Map.of(
                        "records",
                        lookout.newest().stream()
                                .map(each -> view(each, vectors))
                                .toList()));
    }

    private void one(Context http) {
        int partition = Json.small("partition", http.pathParam("partition"));
        long offset = Json.number("offset", http.pathParam("offset"));
        Inspected found = lookout.inspect(partition, offset)
                .orElseThrow(() -> ApiProblem.notFound("record: " + partition + ":" + offset
                        + " (expected: partition and offset of one in topic "
                        + settings.input().topic() + ")"));
        Json.answer(http, view(found, settings.http().page()));
    }

    /** @param vectors whether values may be shown */
    static Map<String, @Nullable Object> view(Inspected record, boolean vectors) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("partition", record.partition());
        view.put("offset", record.offset());
        view.put("time", record.time().toString());
        view.put("key", record.key());
        view.put("bytes", record.bytes());
        view.put("modelVersion", record.modelVersion());
        view.put("error", record.error());
        view.put("codeBytes", record.code().length);
        view.put("dim", record.vector().length);
        view.put("problem", record.problem());
        if (vectors) {
            view.put("vector", record.vector());
            view.put("reconstruction", record.reconstruction());
            view.put("code", HexFormat.of().formatHex(record.code()));
        }
        return view;
    }
}
