/**
 * Files, wherever they are: paths, the file system contract, and the local file system. Upstream:
 * formats, checkpoints and the staging of sessions. Downstream: {@link
 * io.flyshuttle.core.file.FileSystemProvider}, by which other file systems (HDFS) are found.
 */
package io.flyshuttle.core.file;
