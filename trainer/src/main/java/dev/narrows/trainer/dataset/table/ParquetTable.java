package dev.narrows.trainer.dataset.table;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.NamedDataset;
import dev.narrows.trainer.dataset.array.RowSpool;
import dev.narrows.trainer.dataset.tree.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads Apache Parquet, one file or all below a folder in the order of their paths, uncompressed or with snappy, gzip, zstd
 * or lz4 (raw). A row is made of its columns of numbers, or of one column that holds a list of numbers of the same length in each
 * row. One row group at a time is in memory, as compressed as it is in the file. A value that is not there is NaN.
 */
public final class ParquetTable {

    /** How the names of the files end that are read from a folder. */
    public static final Set<String> ENDINGS = Set.of(".parquet", ".parq");

    private ParquetTable() {}

    /**
     * All rows of a file or folder.
     *
     * @param settings which columns, by name; without the columns of labels and of pandas' index, all others must be
     *     numbers, or one be a list of them
     * @throws DatasetException where a file cannot be read, its columns are not such or not those of the first file, or a
     *     row group does not fit into memory
     */
    public static Dataset read(Path file, TableSettings settings) {
        FileTree tree = Files.isDirectory(file)
                ? FileTree.of(file, ENDINGS, Optional.empty())
                : FileTree.of(file, Set.of(""), Optional.empty());
        try (Rows rows = new Rows()) {
            for (Path part : tree.files()) {
                read(tree.nameOf(part), part, settings, rows);
            }
            return rows.finish(String.valueOf(file.getFileName()));
        } catch (IOException e) {
            throw new DatasetException(file + ": " + e + " (expected: a readable Parquet file, and room on disk)", e);
        }
    }

    private static void read(String name, Path file, TableSettings settings, Rows rows) throws IOException {
        PlainParquetConfiguration plain = new PlainParquetConfiguration();
        ParquetReadOptions options = ParquetReadOptions.builder(plain)
                .withCodecFactory(new ParquetCodecs(
                        ParquetReadOptions.builder(plain).build().getCodecFactory()))
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            ParquetColumns columns = ParquetColumns.of(name, reader.getFileMetaData(), settings);
            rows.call(columns.valueNames());
            reader.setRequestedSchema(columns.schema());
            for (BlockMetaData group : reader.getRowGroups()) {
                requireReadable(name, group, columns);
                try (ParquetGroup cells = new ParquetGroup(name, columns, reader.readNextRowGroup())) {
                    rows.add(name, cells);
                }
            }
        } catch (DatasetException e) {
            throw e;
        } catch (RuntimeException e) {
            // The library throws many kinds where a file is damaged, and names its own objects in them.
            String reason = String.valueOf(e.getMessage()).replaceAll("\\S+@[0-9a-f]+", "it");
            throw new DatasetException(name + ": " + reason + " (expected: a whole Parquet file)", e);
        }
    }

    private static void requireReadable(String name, BlockMetaData group, ParquetColumns columns) {
        List<ColumnChunkMetaData> chunks = group.getColumns().stream()
                .filter(chunk -> columns.schema().containsPath(chunk.getPath().toArray()))
                .toList();
        for (ColumnChunkMetaData chunk : chunks) {
            if (!ParquetCodecs.KNOWN.contains(chunk.getCodec())) {
                throw new DatasetException(name + ": column '" + chunk.getPath().toDotString() + "' compressed with "
                        + chunk.getCodec() + " (expected: one of "
                        + ParquetCodecs.KNOWN.stream().sorted().toList() + ")");
            }
        }
        long bytes =
                chunks.stream().mapToLong(ColumnChunkMetaData::getTotalSize).sum();
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (bytes < 0 || bytes > most) {
            throw new DatasetException(name + ": row group of " + bytes + " bytes (expected: at most " + most
                    + ", half of the heap; smaller row groups, or a larger heap)");
        }
    }

    /** Where the rows of all files go; how long one is, the first tells. */
    private static final class Rows implements AutoCloseable {

        private @Nullable RowSpool spool;
        private int dim;
        private List<String> names = List.of();

        /** What the first file calls them. */
        void call(List<String> valueNames) {
            names = spool == null ? valueNames : names;
        }

        void add(String name, ParquetGroup group) throws IOException {
            while (group.hasNext()) {
                float[] row = group.next();
                RowSpool open = spool;
                if (open == null) {
                    if (row.length == 0) {
                        throw new DatasetException(name + ": row 0 has no values (expected: one at least)");
                    }
                    dim = row.length;
                    open = RowSpool.open(dim);
                    spool = open;
                }
                if (row.length != dim) {
                    throw new DatasetException(name + ": row " + open.rows() + " has " + row.length
                            + " values (expected: " + dim + ", as the first)");
                }
                open.add(row, group.label());
            }
        }

        Dataset finish(String name) throws IOException {
            if (spool == null) {
                throw new DatasetException(name + ": no rows (expected: one at least)");
            }
            return NamedDataset.of(spool.finish(), names);
        }

        @Override
        public void close() throws IOException {
            if (spool != null) {
                spool.close();
            }
        }
    }
}
