package dev.narrows.trainer.codec.textbook;

/** A textbook codec; all of them have the same bytes where they are compared. */
public enum Rival {
    /** Principal components, a byte each in equal steps. */
    PCA("pca", "PCA, int8 components"),
    /** Principal components, each with bits of its own. */
    KLT("klt", "KLT, bits by variance"),
    /** Books for pieces of a row. */
    PQ("pq", "product quantisation"),
    /** Books for groups of principal components. */
    OPQ("opq", "rotated product quantisation"),
    /** Books for what is left of a row after the books before. */
    RVQ("rvq", "residual quantisation");

    private final String word;
    private final String title;

    Rival(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** Short, for tables and files, for example {@code pq}. */
    public String word() {
        return word;
    }

    /** For a person, for example {@code product quantisation}. */
    public String title() {
        return title;
    }
}
