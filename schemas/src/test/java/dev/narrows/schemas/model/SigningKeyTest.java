package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    // openssl genpkey -algorithm ed25519, and openssl pkey -pubout of it
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    @Test
    void shouldKnowThePublicKeyOfAPrivateKeyThatOpenSslWrote(@TempDir Path folder) throws IOException {
        // given the key of RFC 8410, section 10.3
        Path file = Files.writeString(folder.resolve("key.pem"), PRIVATE);

        // when
        KeyPair keys = SigningKey.read(file);

        // then
        assertThat(SigningKey.pem("PUBLIC KEY", keys.getPublic())).isEqualTo(PUBLIC);
        assertThat(SigningKey.pem("PRIVATE KEY", keys.getPrivate())).isEqualTo(PRIVATE);
    }

    @Test
    void shouldSignWhatItsPublicKeyVouchesFor(@TempDir Path folder) throws IOException {
        // given
        KeyPair made = SigningKey.generate();
        Path key = Files.writeString(folder.resolve("key.pem"), SigningKey.pem("PRIVATE KEY", made.getPrivate()));
        Path pub = Files.writeString(folder.resolve("pub.pem"), SigningKey.pem("PUBLIC KEY", made.getPublic()));

        // when
        ModelArtefact signed = ToyModels.artefact("toy", 1, 4, 2).signed(SigningKey.read(key));

        // then
        assertThatCode(() -> TrustedKeys.read(pub).require(signed.manifest())).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseWhatIsNoPrivateKey(@TempDir Path folder) throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("key.pem"), PUBLIC);

        // then
        assertThatThrownBy(() -> SigningKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signing key file: " + file + " (expected: PEM of one Ed25519 private key)");
    }
}
