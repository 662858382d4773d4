package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.ModelManifest;
import java.io.File;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that earlier builds made, one Avro file for each formatVersion, must verify for ever. */
class SignedManifestCompatibilityTest {

    static Stream<File> signedManifests() {
        File folder = new File("src/test/resources/signed");
        File[] files = folder.listFiles((parent, name) -> name.endsWith(".avro"));
        assertThat(files).hasSize(ModelArtefact.FORMAT_VERSION);
        return Stream.of(files);
    }

    @ParameterizedTest
    @MethodSource("signedManifests")
    void shouldVerifySignaturesOfEarlierBuilds(File file) throws Exception {
        // given
        GeneratedRecords.trust();

        // when
        ModelManifest manifest;
        try (DataFileReader<ModelManifest> reader =
                new DataFileReader<>(file, new SpecificDatumReader<>(ModelManifest.class))) {
            manifest = reader.next();
        }

        // then
        assertThatCode(() -> TrustedKeys.of(signer(manifest)).require(manifest)).doesNotThrowAnyException();
    }

    private static PublicKey signer(ModelManifest manifest) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(ModelSignature.bytes(manifest.getPublicKey())));
    }
}
