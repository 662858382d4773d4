/**
 * A compacted topic as a map of ids to records, kept in one place and read by many. Entry type: {@link
 * dev.narrows.schemas.keyed.KeyedLog}. What the records say is for its users.
 */
@NullMarked
package dev.narrows.schemas.keyed;

import org.jspecify.annotations.NullMarked;
