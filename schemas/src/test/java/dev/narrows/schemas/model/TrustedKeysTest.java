package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedKeysTest {

    private static KeyPair ours;
    private static KeyPair theirs;

    private final ModelArtefact toy = ToyModels.artefact("toy", 3, 6, 2);

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        ours = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        theirs = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void shouldTakeModelsThatATrustedKeySigned() {
        // given
        ModelManifest signed = toy.signed(ours).manifest();

        // then
        assertThatCode(() ->
                        TrustedKeys.of(theirs.getPublic(), ours.getPublic()).require(signed))
                .doesNotThrowAnyException();
        assertThatCode(() -> TrustedKeys.anybody().require(signed)).doesNotThrowAnyException();
    }

    @Test
    void shouldTakeUnsignedModelsOnlyWhereNoKeyIsTrusted() {
        assertThatCode(() -> TrustedKeys.anybody().require(toy.manifest())).doesNotThrowAnyException();
        assertThatThrownBy(() -> TrustedKeys.of(ours.getPublic()).require(toy.manifest()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageMatching("signature of toy/3: none \\(expected: one by key [0-9a-f]{16}\\)");
    }

    @Test
    void shouldRefuseModelsOfAnotherSigner() {
        // given
        ModelManifest signed = toy.signed(theirs).manifest();

        // then
        assertThatThrownBy(() -> TrustedKeys.of(ours.getPublic()).require(signed))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageMatching("signature of toy/3: by key [0-9a-f]{16} \\(expected: one by key [0-9a-f]{16}\\)");
    }

    @Test
    void shouldRefuseManifestsThatWereChangedAfterSigning() {
        // given
        ModelManifest changed = ModelManifest.newBuilder(toy.signed(ours).manifest())
                .setThreshold(99)
                .build();

        // then
        assertThatThrownBy(() -> TrustedKeys.of(ours.getPublic()).require(changed))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("signature of toy/3: does not verify (expected:");
        assertThatThrownBy(() -> TrustedKeys.anybody().require(changed)).isInstanceOf(ModelRefusedException.class);
    }

    @Test
    void shouldRefuseSomebodyElsesSignatureUnderATrustedKey() {
        // given
        ModelManifest forged = ModelManifest.newBuilder(toy.signed(theirs).manifest())
                .setPublicKey(ByteBuffer.wrap(ours.getPublic().getEncoded()))
                .build();

        // then
        assertThatThrownBy(() -> TrustedKeys.of(ours.getPublic()).require(forged))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("does not verify");
    }

    @Test
    void shouldRefuseSignaturesThatAreNone() {
        // given
        ModelManifest garbage = ModelManifest.newBuilder(toy.manifest())
                .setPublicKey(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setSignature(ByteBuffer.wrap(new byte[] {4}))
                .build();

        // then
        assertThatThrownBy(() -> TrustedKeys.anybody().require(garbage))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage("signature of toy/3: unreadable (expected: Ed25519)");
    }

    @Test
    void shouldCoverTheNamesOfFeatures() {
        // given
        List<String> names = List.of("a", "b", "c", "d", "e", "f");
        ModelArtefact named =
                ModelArtefact.of(ToyModels.draft("toy", 3, 6, 2).setFeatureNames(names), toy.encoder(), toy.decoder());
        ModelManifest signed = named.signed(ours).manifest();

        // when
        ModelManifest unnamed =
                ModelManifest.newBuilder(signed).setFeatureNames(List.of()).build();

        // then
        assertThatCode(() -> TrustedKeys.of(ours.getPublic()).require(signed)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TrustedKeys.of(ours.getPublic()).require(unnamed))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("does not verify");
    }

    @Test
    void shouldCoverTheBaseline() {
        // given
        Baseline baseline = new Baseline(
                9L,
                List.of(1.0),
                List.of(1.0, 0.0),
                Baselines.CODE_BINS,
                Collections.nCopies(2 * Baselines.CODE_BINS, 0.0625f),
                9L,
                Collections.nCopies(6, 0f),
                Collections.nCopies(6, 1f));
        ModelArtefact measured =
                ModelArtefact.of(ToyModels.draft("toy", 3, 6, 2).setBaseline(baseline), toy.encoder(), toy.decoder());
        ModelManifest signed = measured.signed(ours).manifest();

        // when
        ModelManifest without =
                ModelManifest.newBuilder(signed).setBaseline(null).build();

        // then
        assertThatCode(() -> TrustedKeys.of(ours.getPublic()).require(signed)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TrustedKeys.of(ours.getPublic()).require(without))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("does not verify");
    }

    @Test
    void shouldNotDependOnTheOrderOfMaps() {
        // given
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("zeta", "1");
        settings.put("alpha", "2");
        ModelArtefact artefact =
                ModelArtefact.of(ToyModels.draft("toy", 3, 6, 2).setSettings(settings), toy.encoder(), toy.decoder());
        ModelManifest signed = artefact.signed(ours).manifest();

        // when
        ModelManifest reordered = ModelManifest.newBuilder(signed)
                .setSettings(new HashMap<>(settings))
                .build();

        // then
        assertThatCode(() -> TrustedKeys.of(ours.getPublic()).require(reordered))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseToSignWithKeysOfAnotherKind() throws GeneralSecurityException {
        // given
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();

        // then
        assertThatThrownBy(() -> toy.signed(rsa))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("keys: RSA (expected: an Ed25519 key pair)");
        assertThatThrownBy(() -> toy.signed(new KeyPair(theirs.getPublic(), ours.getPrivate())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public key of another private key");
    }

    @Test
    void shouldTakeTheSignatureAwayWithTheVersion() {
        assertThat(toy.signed(ours).withVersion(4).manifest().getSignature()).isNull();
    }

    @Test
    void shouldReadPublicKeysAsOpensslWritesThem(@TempDir Path folder) throws IOException {
        // given
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .encodeToString(ours.getPublic().getEncoded());
        Path pem = Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");

        // when
        TrustedKeys keys = TrustedKeys.read(pem);

        // then
        assertThatCode(() -> keys.require(toy.signed(ours).manifest())).doesNotThrowAnyException();
        assertThatThrownBy(() -> keys.require(toy.signed(theirs).manifest())).isInstanceOf(ModelRefusedException.class);
    }

    @Test
    void shouldRefuseFilesThatHoldNoKey(@TempDir Path folder) throws IOException {
        // given
        Path pem = Files.writeString(folder.resolve("key.pem"), "not a key");

        // then
        assertThatThrownBy(() -> TrustedKeys.read(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key.pem (expected: PEM of one Ed25519 public key)");
    }

    @Test
    void shouldWantAtLeastOneKey() {
        assertThatThrownBy(TrustedKeys::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trusted keys: none (expected: at least one)");
    }
}
