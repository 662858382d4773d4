/**
 * What each consumer group works on, where every member of it looks before it begins. Entry type: {@link
 * dev.narrows.schemas.group.GroupLog}. Keeps the records; who may differ from them is for its users to say.
 */
@NullMarked
package dev.narrows.schemas.group;

import org.jspecify.annotations.NullMarked;
