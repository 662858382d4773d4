package dev.narrows.schemas.trial;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries versions, each in a process of its own with limits on time and memory. What breaks that process breaks no other;
 * how it ended is remembered for the graphs' digests, so that the same graphs are not tried again under another version.
 * A trial costs the start of a JVM and of ONNX Runtime, about a second of a core.
 *
 * <p>On Linux memory is limited; elsewhere only time is. The trial is on the processor, whatever the version will run on
 * afterwards. Any thread; trials wait for each other.
 */
public final class ModelTrial {

    private static final Logger LOG = LoggerFactory.getLogger(ModelTrial.class);
    private static final int REMEMBERED = 1_000;

    private final TrialLimits limits;
    private final Map<String, String> broke = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param limits of each trial */
    public ModelTrial(TrialLimits limits) {
        this.limits = limits;
    }

    /**
     * Tries a version unless its graphs are known to break the process.
     *
     * @throws ModelRefusedException when it does not pass, or broke the process; names how
     * @throws NoTrialException when no process could be started; says nothing about the version
     * @throws InterruptException when this thread was interrupted; the process is gone then
     */
    public synchronized void require(ModelArtefact artefact) {
        String digest = digest(artefact.manifest());
        String before = broke.get(digest);
        if (before != null) {
            throw new ModelRefusedException(before);
        }
        long start = System.nanoTime();
        try (TrialRun run = TrialRun.start(artefact, limits)) {
            TrialRun.Verdict verdict = run.await();
            if (verdict.brokeTheProcess()) {
                broke.put(digest, verdict.reason());
            }
            if (!verdict.passed()) {
                throw new ModelRefusedException(verdict.reason());
            }
            LOG.info("model tried model={} trialMs={}", artefact.id(), (System.nanoTime() - start) / 1_000_000);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static String digest(ModelManifest manifest) {
        return manifest.getEncoderGraph().getSha256()
                + manifest.getDecoderGraph().getSha256();
    }
}
