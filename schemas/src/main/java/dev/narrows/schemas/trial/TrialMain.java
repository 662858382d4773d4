package dev.narrows.schemas.trial;

import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.InferenceException;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The process in which a version is tried: reads it from standard input, loads it on the processor, which checks it, and
 * prints the verdict. Whatever else becomes of this process is a verdict too.
 */
final class TrialMain {

    static final String PASSED = "narrows-trial: passed";
    static final String REFUSED = "narrows-trial: refused: ";

    private TrialMain() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            OnnxModel.load(ArtefactStream.read(new BufferedInputStream(System.in)), OnnxSettings.cpu())
                    .close();
            out.println(PASSED);
        } catch (ModelRefusedException | InferenceException e) {
            out.println(REFUSED + oneLine(String.valueOf(e.getMessage())));
        } catch (RuntimeException | OutOfMemoryError e) {
            out.println(REFUSED + oneLine(e.toString()));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}
