package dev.narrows.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Latent;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client's own TLS settings reach it: whom to trust, and who one is. */
final class RegistryTlsTest {

    private static final String PASSWORD = "only-for-tests";

    @TempDir
    private Path folder;

    private Path keys;
    private Path trust;
    private FakeRegistryServer server;

    @BeforeEach
    void start() throws Exception {
        keys = folder.resolve("keys.p12");
        trust = folder.resolve("trust.p12");
        makeKeyPair(keys);
        KeyStore pair = load(keys);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("us", pair.getCertificate("us"));
        try (OutputStream out = Files.newOutputStream(trust)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        server = FakeRegistryServer.startTls(context(pair, trusted));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTrustAndProveWithTheClientsSettings() {
        // given
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("schema.registry.ssl.truststore.location", trust.toString());
        settings.put("schema.registry.ssl.truststore.password", PASSWORD);
        settings.put("schema.registry.ssl.truststore.type", "PKCS12");
        settings.put("schema.registry.ssl.keystore.location", keys.toString());
        settings.put("schema.registry.ssl.keystore.password", PASSWORD);
        settings.put("schema.registry.ssl.key.password", PASSWORD);
        settings.put("schema.registry.ssl.keystore.type", "PKCS12");

        // then
        try (SchemaRegistry registry = SchemaRegistry.connect(settings)) {
            assertThat(registry.register("latents", Latent.getClassSchema())).isEqualTo(1);
        }
    }

    @Test
    void shouldNotTrustWhomItWasNotToldToTrust() {
        try (SchemaRegistry registry = server.connect()) {
            assertThatThrownBy(() -> registry.register("latents", Latent.getClassSchema()))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("SSLHandshakeException");
        }
    }

    private static void makeKeyPair(Path store) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "us",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static KeyStore load(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static SSLContext context(KeyStore pair, KeyStore trusted) throws Exception {
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(pair, PASSWORD.toCharArray());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
