package dev.narrows.laboratory.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyIT {

    private static final int TIMEOUT_MS = 300;

    private ServerSocket server;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = Proxy.start(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void shouldPassOnWhatEitherSideSays() throws IOException {
        try (Socket client = connected();
                Socket peer = server.accept()) {
            // when
            client.getOutputStream().write(7);
            peer.getOutputStream().write(8);

            // then
            assertThat(peer.getInputStream().read()).isEqualTo(7);
            assertThat(client.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void shouldHoldWhatIsSaidWhileItIsStalledAndPassItOnAfterwards() throws IOException {
        try (Socket client = connected();
                Socket peer = server.accept()) {
            // given
            peer.setSoTimeout(TIMEOUT_MS);
            proxy.stall();

            // when
            client.getOutputStream().write(7);

            // then
            assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            proxy.mend();
            peer.setSoTimeout(0);
            assertThat(peer.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void shouldCloseWhatIsOpenWhenItIsCutAndTakeNewOnesOnceMended() throws IOException {
        try (Socket client = connected();
                Socket peer = server.accept()) {
            // when
            proxy.cut();

            // then
            assertThat(ended(client)).isTrue();
            assertThat(ended(peer)).isTrue();
            try (Socket refused = connected()) {
                assertThat(ended(refused)).isTrue();
            }
        }

        // when
        proxy.mend();

        // then
        await().untilAsserted(this::shouldPassOnWhatEitherSideSays);
    }

    private Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
