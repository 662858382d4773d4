package dev.narrows.stream.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

class SubscriptionFuzzTest {

    @Test
    void shouldReadOrRefuseEverySubscription() {
        ObjectMapper json = new ObjectMapper();
        Fuzz.of("subscription", JsonProcessingException.class, IllegalArgumentException.class)
                .from(
                        "{\"url\":\"https://example.org/hook\",\"by\":\"ada\"}".getBytes(UTF_8),
                        ("{\"url\":\"http://[::1]:80/a?b#c\",\"by\":\"ada\",\"format\":\"slack\",\"secret\":\"env:S\","
                                        + "\"key\":\"pump-*\",\"severity\":3.5,\"version\":2,\"groupBy\":[\"key\",\"model\"],"
                                        + "\"groupWait\":\"PT30S\",\"resolveAfter\":\"P2DT3H4.5M\"}")
                                .getBytes(UTF_8))
                .run(text -> SubscriptionText.of(json.readTree(new String(text, UTF_8))));
    }
}
