package dev.narrows.stream.notify;

import dev.narrows.schemas.WebhookSubscription;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages. Follows no redirects, keeps no cookies, connects only to addresses that {@link AddressGuard} lets
 * through, and gives up a try after some seconds. Any thread.
 */
final class Webhook implements AutoCloseable {

    private static final int MOST_THREADS = 12;
    private static final int LEAST_THREADS = 1;
    private static final Duration LONGEST_AFTER = Duration.ofHours(1);

    private final HttpClient client = new HttpClient();
    private final Bodies bodies;
    private final Duration timeout;
    private final InstantSource clock;
    private final UnaryOperator<String> environment;

    private Webhook(Bodies bodies, Duration timeout, InstantSource clock, UnaryOperator<String> environment) {
        this.bodies = bodies;
        this.timeout = timeout;
        this.clock = clock;
        this.environment = environment;
    }

    /**
     * @param applicationId which service tells
     * @param timeout of one try
     * @param environment variables, for secrets
     */
    static Webhook open(
            String applicationId,
            AddressGuard guard,
            Duration timeout,
            InstantSource clock,
            UnaryOperator<String> environment) {
        Webhook webhook = new Webhook(new Bodies(applicationId), timeout, clock, environment);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("narrows-webhooks");
        threads.setDaemon(true);
        webhook.client.setExecutor(threads);
        webhook.client.setFollowRedirects(false);
        webhook.client.setSocketAddressResolver(guard);
        webhook.client.setConnectTimeout(timeout.toMillis());
        webhook.client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "narrows"));
        try {
            webhook.client.start();
        } catch (Exception e) {
            throw new IllegalStateException("http client: " + e.getMessage() + " (expected: to start)", e);
        }
        return webhook;
    }

    /** @throws IllegalArgumentException when nothing can be posted there */
    static URI address(String url) {
        URI address = URI.create(url);
        boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!http || address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "url: " + url + " (expected: http or https, a host, no user and password)");
        }
        return address;
    }

    /** The body that a message has for a subscription. */
    String body(WebhookSubscription subscription, Notice notice) {
        return bodies.body(subscription.getFormat(), notice);
    }

    /** Posts a message, once. */
    Posted post(WebhookSubscription subscription, Notice notice) throws InterruptedException {
        try {
            return post(subscription, notice.id(), body(subscription, notice));
        } catch (IllegalArgumentException e) {
            return new Posted.Failed(String.valueOf(e.getMessage()), Duration.ZERO);
        }
    }

    /** Posts a message that has its body already, once. */
    Posted post(WebhookSubscription subscription, String id, String body) throws InterruptedException {
        try {
            Request request = client.newRequest(address(subscription.getUrl()))
                    .method(HttpMethod.POST)
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .body(new StringRequestContent(Bodies.contentType(subscription.getFormat()), body));
            sign(request, subscription, id, body);
            return posted(request.send());
        } catch (TimeoutException e) {
            return new Posted.Failed("no answer within " + timeout.toMillis() + " ms", Duration.ZERO);
        } catch (ExecutionException e) {
            return new Posted.Failed(reason(e), Duration.ZERO);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new Posted.Failed(String.valueOf(e.getMessage()), Duration.ZERO);
        }
    }

    /**
     * Asks the receiver for permission, as CloudEvents' web hooks have it.
     *
     * @return why it does not give it; empty where it does
     */
    String handshake(WebhookSubscription subscription) throws InterruptedException {
        try {
            ContentResponse answer = client.newRequest(address(subscription.getUrl()))
                    .method(HttpMethod.OPTIONS)
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .headers(headers -> headers.put("WebHook-Request-Origin", "narrows"))
                    .send();
            String allowed = answer.getHeaders().get("WebHook-Allowed-Origin");
            boolean given = answer.getStatus() / 100 == 2 && ("*".equals(allowed) || "narrows".equals(allowed));
            return given ? "" : "no permission: status " + answer.getStatus() + ", WebHook-Allowed-Origin " + allowed;
        } catch (TimeoutException e) {
            return "no answer within " + timeout.toMillis() + " ms";
        } catch (ExecutionException e) {
            return reason(e);
        }
    }

    private void sign(Request request, WebhookSubscription subscription, String id, String body) {
        long now = clock.instant().getEpochSecond();
        List<byte[]> secrets = new ArrayList<>();
        if (subscription.getSecret() != null) {
            secrets.add(
                    SecretReference.of(subscription.getSecret(), environment).read());
        }
        if (subscription.getPreviousSecret() != null) {
            secrets.add(SecretReference.of(subscription.getPreviousSecret(), environment)
                    .read());
        }
        request.headers(headers -> {
            headers.put("webhook-id", id);
            headers.put("webhook-timestamp", Long.toString(now));
            if (!secrets.isEmpty()) {
                headers.put("webhook-signature", Signature.of(secrets, id, now, body));
            }
        });
    }

    private Posted posted(ContentResponse answer) {
        int status = answer.getStatus();
        if (status / 100 == 2) {
            return new Posted.Taken(status);
        }
        return status == 410
                ? new Posted.Gone()
                : new Posted.Failed(
                        "status " + status, after(answer.getHeaders().get(HttpHeader.RETRY_AFTER)));
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
    }

    /** Seconds only; a date is as good as nothing said. */
    private static Duration after(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_AFTER) > 0 ? LONGEST_AFTER : asked;
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("http client: " + e.getMessage() + " (expected: a clean stop)", e);
        }
    }
}
