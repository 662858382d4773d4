package dev.narrows.stream.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.WebhookFormat;
import dev.narrows.schemas.alert.AlertJson;
import dev.narrows.schemas.alert.PlacedAlert;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;

/** What a message looks like to its receiver: a CloudEvent, alerts of Alertmanager's API, or a text for Slack. Any thread. */
final class Bodies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String applicationId;

    /** @param applicationId which service tells */
    Bodies(String applicationId) {
        this.applicationId = applicationId;
    }

    static String contentType(WebhookFormat format) {
        return format == WebhookFormat.CLOUDEVENTS ? JsonFormat.CONTENT_TYPE : "application/json";
    }

    String body(WebhookFormat format, Notice notice) {
        return switch (format) {
            case CLOUDEVENTS -> cloudEvent(notice);
            case ALERTMANAGER -> text(alertmanager(notice));
            case SLACK -> text(JSON.createObjectNode().put("text", slack(notice)));
        };
    }

    private String cloudEvent(Notice notice) {
        byte[] event = new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(notice.id())
                        .withSource(URI.create("/narrows/" + applicationId))
                        .withType("dev.narrows.alerts." + (notice.resolved() ? "resolved" : "firing"))
                        .withSubject(notice.group())
                        .withTime(notice.last().atOffset(ZoneOffset.UTC))
                        .withData("application/json", text(data(notice)).getBytes(StandardCharsets.UTF_8))
                        .build());
        return new String(event, StandardCharsets.UTF_8);
    }

    private static ObjectNode data(Notice notice) {
        ObjectNode data = JSON.createObjectNode()
                .put("status", notice.resolved() ? "resolved" : "firing")
                .put("group", notice.group())
                .put("groups", notice.groups())
                .put("count", notice.count())
                .put("began", notice.began().toString())
                .put("last", notice.last().toString());
        ArrayNode worst = data.putArray("worst");
        notice.worst().forEach(each -> worst.add(alert(each)));
        return data;
    }

    private static ObjectNode alert(PlacedAlert placed) {
        AnomalyAlert alert = placed.alert();
        return AlertJson.describe(
                alert,
                JSON.createObjectNode()
                        .put("id", placed.id())
                        .put("time", placed.time().toString())
                        .put("key", placed.key())
                        .put("topic", alert.getTopic())
                        .put("partition", alert.getPartition())
                        .put("offset", alert.getOffset()));
    }

    private ArrayNode alertmanager(Notice notice) {
        ArrayNode alerts = JSON.createArrayNode();
        ObjectNode alert = alerts.addObject();
        // Alertmanager knows an alert by its labels, so nothing that changes may be among them.
        alert.putObject("labels")
                .put("alertname", "NarrowsAnomaly")
                .put("application", applicationId)
                .put("group", notice.groups() == 1 ? notice.group() : "many");
        alert.putObject("annotations").put("summary", summary(notice)).put("message_id", notice.id());
        alert.put("startsAt", notice.began().toString());
        if (notice.resolved()) {
            alert.put("endsAt", notice.last().toString());
        }
        return alerts;
    }

    private static String slack(Notice notice) {
        return summary(notice).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** One line for people. */
    static String summary(Notice notice) {
        PlacedAlert worst = notice.worst().get(0);
        return String.format(
                Locale.ROOT,
                "%s: %d %s of %s from %s to %s; worst: key %s, severity %.1f, at %s",
                notice.resolved() ? "Over" : "Anomaly",
                notice.count(),
                notice.count() == 1 ? "alert" : "alerts",
                notice.group(),
                notice.began(),
                notice.last(),
                worst.key(),
                worst.alert().getScore(),
                worst.id());
    }

    private static String text(Object node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("message: " + e.getOriginalMessage() + " (expected: JSON)", e);
        }
    }
}
