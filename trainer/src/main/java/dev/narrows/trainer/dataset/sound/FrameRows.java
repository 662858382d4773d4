package dev.narrows.trainer.dataset.sound;

import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.IOException;
import java.util.Optional;

/** Goes over one recording in steps of a hop and makes rows of what it sees. For one thread, once. */
final class FrameRows {

    private final Recording recording;
    private final SoundSettings settings;
    private final float[] frame;

    FrameRows(Recording recording, SoundSettings settings) {
        this.recording = recording;
        this.settings = settings;
        this.frame = new float[settings.frame()];
    }

    void addTo(RowSpool spool, Optional<Byte> label) throws IOException {
        if (settings.features() == SoundSettings.Features.FRAMES) {
            for (boolean more = first(); more; more = next()) {
                spool.add(frame, label);
            }
            return;
        }
        MelBands bands = new MelBands(settings.frame(), settings.bands(), recording.rate());
        float[] row = new float[settings.stack() * settings.bands()];
        int last = row.length - settings.bands();
        int frames = 0;
        for (boolean more = first(); more; more = next()) {
            System.arraycopy(row, settings.bands(), row, 0, last);
            bands.energies(frame, row, last);
            if (++frames >= settings.stack()) {
                spool.add(row, label);
            }
        }
    }

    private boolean first() throws IOException {
        return recording.read(frame, 0, frame.length) == frame.length;
    }

    private boolean next() throws IOException {
        int kept = Math.max(0, frame.length - settings.hop());
        System.arraycopy(frame, frame.length - kept, frame, 0, kept);
        for (int skip = settings.hop() - frame.length; skip > 0; skip -= frame.length) {
            recording.read(frame, 0, Math.min(skip, frame.length));
        }
        return recording.read(frame, kept, frame.length - kept) == frame.length - kept;
    }
}
