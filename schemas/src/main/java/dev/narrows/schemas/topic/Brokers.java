package dev.narrows.schemas.topic;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether brokers can be reached, asked before something long is begun. Kafka's own clients go on asking for a minute,
 * and say of names that nobody knows only that a setting is wrong. Stateless; any thread.
 */
public final class Brokers {

    // A machine that is busy, or a container that just started, may take longer than a person at a terminal wants to
    // wait.
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("narrows.patience.seconds", 4));
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[0-9a-zA-Z\\-%._]*://)?\\[?([0-9a-zA-Z\\-%._:]+)]?:[0-9]+");

    private Brokers() {}

    /**
     * Looks the names up that the settings give the brokers. What is no address at all is left to Kafka to refuse.
     *
     * @param clientSettings Kafka client settings, {@code bootstrap.servers} at least
     * @throws UnresolvedBrokersException when not one of them is known; it may be later
     */
    public static void resolve(Map<String, ?> clientSettings) {
        List<String> unknown = new ArrayList<>();
        UnknownHostException why = null;
        for (String address : addresses(clientSettings)) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches()) {
                return;
            }
            UnknownHostException unresolved = lookUp(parts.group(1));
            if (unresolved == null) {
                return;
            }
            unknown.add(address);
            why = unresolved;
        }
        if (why != null) {
            throw new UnresolvedBrokersException(String.join(",", unknown), why);
        }
    }

    /**
     * Waits some seconds for one broker to answer.
     *
     * @param clientSettings Kafka client settings, {@code bootstrap.servers} at least
     * @throws UnresolvedBrokersException when no name is known
     * @throws BrokersAwayException when none answers
     * @throws org.apache.kafka.common.KafkaException when one answers and refuses
     */
    public static void reach(Map<String, ?> clientSettings) {
        resolve(clientSettings);
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "narrows-reach");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                // The cause says nothing of use: which request waited in vain.
                throw new BrokersAwayException(String.join(",", addresses(clientSettings)), PATIENCE);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static List<String> addresses(Map<String, ?> clientSettings) {
        Object servers = clientSettings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        List<String> addresses = new ArrayList<>();
        if (servers instanceof Collection<?> several) {
            several.forEach(each -> addresses.add(each.toString().trim()));
        } else if (servers != null) {
            for (String each : servers.toString().split(",", -1)) {
                addresses.add(each.trim());
            }
        }
        addresses.removeIf(String::isEmpty);
        return addresses;
    }

    private static @Nullable UnknownHostException lookUp(String host) {
        try {
            InetAddress.getByName(host);
            return null;
        } catch (UnknownHostException e) {
            return e;
        }
    }
}
