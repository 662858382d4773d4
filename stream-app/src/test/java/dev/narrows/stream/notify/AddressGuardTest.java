package dev.narrows.stream.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "ff02::1",
                "::7f00:1"
            })
    void shouldRefuseWhatIsNotPublic(String address) throws UnknownHostException {
        // when, then
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.63.0.1", "2606:4700::1111"})
    void shouldTakeWhatIsPublic(String address) throws UnknownHostException {
        // when, then
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void shouldResolveToTheAddressesThatItLookedAtUnlessTheyAreRefused() {
        // given
        CompletableFuture<List<InetSocketAddress>> refused = new CompletableFuture<>();
        CompletableFuture<List<InetSocketAddress>> allowed = new CompletableFuture<>();

        // when
        new AddressGuard(false).resolve("127.0.0.1", 80, Map.of(), Promise.from(refused));
        new AddressGuard(true).resolve("127.0.0.1", 80, Map.of(), Promise.from(allowed));

        // then
        assertThat(refused).isCompletedExceptionally();
        assertThat(refused.handle((found, why) -> why.getMessage()).join())
                .isEqualTo("address of 127.0.0.1: 127.0.0.1 (expected: a public one; notify.private.addresses allows"
                        + " others)");
        assertThat(allowed.join()).containsExactly(new InetSocketAddress("127.0.0.1", 80));
    }
}
