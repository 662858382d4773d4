/**
 * A schema registry in this JVM that speaks the part of Confluent's HTTP API that clients use, and keeps what it knows in
 * the compacted topic {@code _schemas}, in Confluent's own layout.
 *
 * <p>Entry type: {@link dev.narrows.embedded.registry.EmbeddedRegistry}. Parsing, equality and compatibility of schemas
 * are those of Confluent's client library; this @NullMarked
 * package must not judge a schema itself. One registry a cluster.
 */
package dev.narrows.embedded.registry;
