// Writes the Parquet files in golden/ and refused/, with DuckDB: npm install @duckdb/node-api, then node make_golden_parquet.mjs
import { DuckDBInstance } from "@duckdb/node-api";

const here = new URL("./", import.meta.url).pathname;
const duck = await (await DuckDBInstance.create()).connect();
await duck.run("create table r as select * from (values (0,1,2,3),(4,5,6,7),(8,9,10,11)) t(a,b,c,d)");
const write = (query, name, codec) =>
  duck.run(`copy (${query}) to '${here}${name}.parquet' (format parquet, compression ${codec})`);
await write("select a::float a, b::float b, c::float c, d::float d from r", "golden/floats-zstd", "zstd");
await write("select a::double a, b::bigint b, c::utinyint c, d::decimal(9,3) d from r", "golden/mixed-snappy", "snappy");
await write("select [a,b,c,d]::float[] vector from r", "golden/list-gzip", "gzip");
await write("select a::float a, b::float b, c::float c, d::float d from r", "golden/floats-lz4", "lz4_raw");
await write("select a::float a, b::float b, c::float c, d::float d from r", "golden/floats-plain", "uncompressed");
await write("select a::float a, b::float b, c::float c, d::float d from r", "refused/floats-brotli", "brotli");
