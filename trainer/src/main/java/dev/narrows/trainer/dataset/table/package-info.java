/**
 * Rows of numbers in files that hold tables, one record a vector:
 * {@link dev.narrows.trainer.dataset.table.CsvTable} and {@link dev.narrows.trainer.dataset.table.ParquetTable}. A column
 * may hold the labels.
 */
@NullMarked
package dev.narrows.trainer.dataset.table;

import org.jspecify.annotations.NullMarked;
