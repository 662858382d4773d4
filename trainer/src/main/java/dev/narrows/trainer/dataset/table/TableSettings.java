package dev.narrows.trainer.dataset.table;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table mean.
 *
 * @param columns that hold values, in the order of a row; all but the labels where empty
 * @param labelColumn that holds the labels
 */
public record TableSettings(List<String> columns, Optional<String> labelColumn) {

    /** All columns are values. */
    public static final TableSettings DEFAULT = new TableSettings(List.of(), Optional.empty());

    /** Copies the list. */
    public TableSettings {
        columns = List.copyOf(columns);
    }
}
