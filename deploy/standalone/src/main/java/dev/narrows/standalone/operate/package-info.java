/**
 * The commands for whoever runs a service: topics, rights, what a service would find, and the way past a record that
 * stops it. Entry: {@link dev.narrows.standalone.operate.DoctorCommand}. The rules themselves are the service's own.
 */
@NullMarked
package dev.narrows.standalone.operate;

import org.jspecify.annotations.NullMarked;
