package dev.narrows.schemas.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.fuzz.Fuzz;
import dev.narrows.fuzz.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorrectionFuzzTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "corrections");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block-each",
                "block-lossless",
                "block-range",
                "learned-lossless",
                "learned-range",
                "plain",
                "values"
            })
    void shouldReadOrRefuseEveryCorrection(String kind) throws IOException {
        JsonNode golden = new ObjectMapper().readTree(Seeds.files(FOLDER, kind, ".json")[0]);
        CorrectionReader reader =
                new CorrectionReader(golden.get("dim").asInt(), GoldenCorrectionsTest.training(golden));
        List<byte[]> corrections = new ArrayList<>();
        golden.get("records")
                .forEach(each -> corrections.add(
                        HexFormat.of().parseHex(each.get("correction").asText())));
        Fuzz.of("correction-" + kind, IllegalArgumentException.class)
                .from(corrections.toArray(byte[][]::new))
                .run(reader::read);
    }
}
