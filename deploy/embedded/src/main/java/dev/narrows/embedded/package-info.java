/**
 * The surroundings that the service needs, inside this JVM: a real Kafka broker and a schema registry that speaks
 * Confluent's API, both with their data on disk. It knows nothing of vectors or models.
 */
package dev.narrows.embedded;
