package dev.narrows.trainer.book;

/** Entries of a book. */
final class Entries {

    /** Squared distances are differences of squares of that size, which float32 rounds at a ten millionth. */
    private static final double TOLD_APART = 4e-6;

    private Entries() {}

    /**
     * Moves entries that are hardly told apart from one before them, as where rows have fewer different values than a book
     * has entries: which of the two is named would depend on how floats are added up. Each moves in one direction by whole
     * units, so that a value that was never seen has an entry in its direction.
     *
     * @param book [entries, width], in units of the spread of a feature
     */
    static void separate(float[] book, int width) {
        int moved = 0;
        for (int entry = 1; entry < book.length / width; entry++) {
            while (hardlyToldApart(book, width, entry)) {
                int step = moved / width / 2 + 1;
                book[entry * width + moved % width] += moved / width % 2 == 0 ? step : -step;
                moved++;
            }
        }
    }

    private static boolean hardlyToldApart(float[] book, int width, int entry) {
        for (int other = 0; other < entry; other++) {
            double apart = 0;
            double size = Double.MIN_NORMAL;
            for (int i = 0; i < width; i++) {
                float one = book[entry * width + i];
                float two = book[other * width + i];
                apart += (double) (one - two) * (one - two);
                size += one * one + two * two;
            }
            if (apart <= TOLD_APART * size) {
                return true;
            }
        }
        return false;
    }
}
