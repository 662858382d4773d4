package dev.narrows.schemas.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The Ed25519 keys that models are signed with, as PEM files that OpenSSL reads and writes too. Any thread. */
public final class SigningKey {

    private static final int LINE = 64;

    private SigningKey() {}

    /** A new pair. */
    public static KeyPair generate() {
        return pair(new SecureRandom());
    }

    /**
     * The pair of a private key in a PEM file, as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when it does not hold one Ed25519 private key
     */
    public static KeyPair read(Path pem) {
        try {
            byte[] encoded = Base64.getDecoder()
                    .decode(Files.readString(pem)
                            .replaceAll("-----[A-Z ]+-----", "")
                            .replaceAll("\\s", ""));
            EdECPrivateKey key = (EdECPrivateKey)
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return pair(new Seed(key.getBytes().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException("signing key file: " + pem + " (expected: a readable file)", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "signing key file: " + pem + " (expected: PEM of one Ed25519 private key)", e);
        }
    }

    /** A key as the text of a PEM file: {@code PRIVATE KEY} or {@code PUBLIC KEY}. */
    public static String pem(String kind, Key key) {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519: missing (expected: in every JDK)", e);
        }
    }

    /** A pair is made of 32 random bytes, which are the private key; these are those of a key that is there. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] key;

        private Seed(byte[] key) {
            this.key = key;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(key, 0, bytes, 0, bytes.length);
        }
    }
}
