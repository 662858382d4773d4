/**
 * What the service may do at least to do its work, as rights of Kafka. Entry: {@link
 * dev.narrows.stream.rights.LeastRights}. Prints them; grants nothing itself.
 */
@NullMarked
package dev.narrows.stream.rights;

import org.jspecify.annotations.NullMarked;
