package dev.narrows.schemas.model;

import dev.narrows.schemas.ModelManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Whose models a reader takes. With no keys any model may be used, signed or not, as long as a signature that is there
 * is right; with keys only models signed by one of them. Immutable; any thread.
 */
public final class TrustedKeys {

    private final List<PublicKey> keys;

    private TrustedKeys(List<PublicKey> keys) {
        this.keys = keys;
    }

    /** Takes models of anybody. */
    public static TrustedKeys anybody() {
        return new TrustedKeys(List.of());
    }

    /** Takes only models signed by the holder of one of these Ed25519 keys, at least one. */
    public static TrustedKeys of(PublicKey... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("trusted keys: none (expected: at least one)");
        }
        return new TrustedKeys(List.of(keys));
    }

    /**
     * Takes only models signed by the key in a PEM file, as {@code openssl pkey -pubout} writes it.
     *
     * @throws UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when it does not hold one Ed25519 public key
     */
    public static TrustedKeys read(Path pem) {
        try {
            String base64 =
                    Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            byte[] encoded = Base64.getDecoder().decode(base64);
            return of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (IOException e) {
            throw new UncheckedIOException("public key file: " + pem + " (expected: a readable file)", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "public key file: " + pem + " (expected: PEM of one Ed25519 public key)", e);
        }
    }

    /**
     * Refuses a manifest that these keys do not vouch for.
     *
     * @throws ModelRefusedException when the signature is missing and wanted, wrong, or of somebody else
     */
    public void require(ModelManifest manifest) {
        String name = "signature of " + ModelId.of(manifest) + ": ";
        if (manifest.getSignature() == null || manifest.getPublicKey() == null) {
            if (!keys.isEmpty()) {
                throw new ModelRefusedException(name + "none (expected: one by " + fingerprints() + ")");
            }
            return;
        }
        byte[] signer = ModelSignature.bytes(manifest.getPublicKey());
        if (!keys.isEmpty() && keys.stream().noneMatch(key -> Arrays.equals(key.getEncoded(), signer))) {
            throw new ModelRefusedException(
                    name + "by " + fingerprint(signer) + " (expected: one by " + fingerprints() + ")");
        }
        try {
            if (ModelSignature.matches(manifest)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new ModelRefusedException(name + "unreadable (expected: Ed25519)", e);
        }
        throw new ModelRefusedException(
                name + "does not verify (expected: the one that " + fingerprint(signer) + " made)");
    }

    private String fingerprints() {
        return keys.stream()
                .map(key -> fingerprint(key.getEncoded()))
                .reduce((a, b) -> a + " or " + b)
                .orElse("anybody");
    }

    private static String fingerprint(byte[] key) {
        return "key " + Graphs.sha256(key).substring(0, 16);
    }
}
