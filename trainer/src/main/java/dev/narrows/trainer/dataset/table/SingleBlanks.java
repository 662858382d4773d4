package dev.narrows.trainer.dataset.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text without the blanks that start or end a line or follow another, so that one blank separates two numbers. */
final class SingleBlanks extends FilterReader {

    private static final int NOTHING = -2;

    private boolean lineStart = true;
    private boolean blank;
    private int held = NOTHING;

    SingleBlanks(Reader text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        if (held != NOTHING) {
            int next = held;
            held = NOTHING;
            return next;
        }
        int next = in.read();
        while (next == ' ') {
            blank = true;
            next = in.read();
        }
        boolean lineEnd = next < 0 || next == '\n' || next == '\r';
        boolean separates = blank && !lineStart && !lineEnd;
        blank = false;
        lineStart = lineEnd;
        if (separates) {
            held = next;
            return ' ';
        }
        return next;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        int done = 0;
        for (int next; done < length && (next = read()) >= 0; done++) {
            target[from + done] = (char) next;
        }
        return done == 0 && length > 0 ? -1 : done;
    }
}
