// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every file system must do, whatever it stores its files in. */
abstract class FileSystemContract {
  private FileSystem files;
  private Path base;

  /** The file system, and an empty directory on it. */
  abstract Path emptyDirectory() throws IOException;

  @BeforeEach
  void open() throws IOException {
    base = emptyDirectory();
    files = base.getFileSystem();
  }

  @AfterEach
  void clean() throws IOException {
    files.delete(base, true);
  }

  private Path at(String name) {
    return new Path(base, name);
  }

  private Path write(String name, String content) throws IOException {
    Path path = at(name);
    try (FSDataOutputStream out = files.create(path, WriteMode.OVERWRITE)) {
      out.write(content.getBytes(UTF_8));
    }
    return path;
  }

  private String read(Path path) throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    Path path = write("new/folders/file", "content");
    assertEquals("content", read(path));
    FileStatus status = files.getFileStatus(path);
    assertEquals(7, status.getLen());
    assertFalse(status.isDir());
    assertTrue(files.getFileStatus(at("new")).isDir());
    assertTrue(files.exists(path));
    assertFalse(files.exists(at("other")));
  }

  @Test
  void shouldKeepEmptyFiles() throws IOException {
    Path path = write("empty", "");
    assertEquals(0, files.getFileStatus(path).getLen());
    assertEquals("", read(path));
  }

  @Test
  void shouldNotOverwriteUnlessToldTo() throws IOException {
    Path path = write("file", "old and long");
    assertThrows(IOException.class, () -> files.create(path, WriteMode.NO_OVERWRITE).close());
    assertEquals("old and long", read(path));
    write("file", "new");
    assertEquals("new", read(path));
  }

  @Test
  void shouldSeek() throws IOException {
    Path path = write("file", "0123456789");
    try (FSDataInputStream in = files.open(path)) {
      in.seek(7);
      assertEquals(7, in.getPos());
      assertEquals('7', in.read());
      in.seek(2);
      assertEquals('2', in.read());
      byte[] rest = new byte[20];
      assertEquals(7, in.readNBytes(rest, 0, 20));
      assertArrayEquals("3456789".getBytes(UTF_8), Arrays.copyOf(rest, 7));
      assertEquals(-1, in.read());
      assertEquals(10, in.getPos());
    }
  }

  @Test
  void shouldTellThePositionOfTheWriter() throws IOException {
    try (FSDataOutputStream out = files.create(at("file"), WriteMode.OVERWRITE)) {
      assertEquals(0, out.getPos());
      out.write(new byte[12345]);
      assertEquals(12345, out.getPos());
      out.flush();
    }
    assertEquals(12345, files.getFileStatus(at("file")).getLen());
  }

  @Test
  void shouldListADirectory() throws IOException {
    write("folder/a", "1");
    write("folder/b", "22");
    files.mkdirs(at("folder/c"));
    List<String> names =
        Stream.of(files.listStatus(at("folder"))).map(s -> s.getPath().getName()).sorted().toList();
    assertEquals(List.of("a", "b", "c"), names);
    FileStatus[] itself = files.listStatus(at("folder/b"));
    assertEquals(1, itself.length);
    assertEquals(2, itself[0].getLen());
    files.mkdirs(at("nothing"));
    assertEquals(0, files.listStatus(at("nothing")).length);
  }

  @Test
  void shouldMakeDirectoriesAgainAndAgain() throws IOException {
    assertTrue(files.mkdirs(at("a/b/c")));
    assertTrue(files.mkdirs(at("a/b/c")));
    assertTrue(files.getFileStatus(at("a/b/c")).isDir());
  }

  @Test
  void shouldDelete() throws IOException {
    Path file = write("folder/file", "x");
    assertThrows(IOException.class, () -> files.delete(at("folder"), false));
    assertTrue(files.exists(file));
    assertTrue(files.delete(at("folder"), true));
    assertFalse(files.exists(at("folder")));
    assertFalse(files.delete(at("folder"), true), "there is nothing left");
    write("single", "x");
    assertTrue(files.delete(at("single"), false));
  }

  @Test
  void shouldRenameFilesAndDirectories() throws IOException {
    write("from/file", "x");
    assertTrue(files.rename(at("from"), at("to")));
    assertEquals("x", read(at("to/file")));
    assertFalse(files.exists(at("from")));
    assertFalse(files.rename(at("nobody"), at("other")));
    write("a", "a");
    write("b", "b");
    assertFalse(files.rename(at("a"), at("b")), "a file is not replaced");
    assertEquals("b", read(at("b")));
    assertEquals("a", read(at("a")));
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    assertTrue(isMissing(() -> files.open(at("none"))));
    assertTrue(isMissing(() -> files.getFileStatus(at("none"))));
  }

  private static boolean isMissing(org.junit.jupiter.api.function.Executable action) {
    Throwable thrown = assertThrows(Throwable.class, action);
    return thrown instanceof FileNotFoundException
        || thrown instanceof FlyshuttleException coded && coded.code() == ErrorCode.INPUT_NOT_FOUND;
  }

  @Test
  void shouldSayThatAPathBelowAFileIsMissing() throws IOException {
    Path below = new Path(write("file", "content"), "below");
    assertTrue(isMissing(() -> files.open(below)));
    assertFalse(files.exists(below));
  }

  @Test
  void shouldGoOnWithAFileWhoseWriterIsDead() throws IOException {
    assertTrue(files.canResume());
    Path path = at("part");
    FSDataOutputStream dead = files.create(path, WriteMode.OVERWRITE);
    dead.write("kept".getBytes(UTF_8));
    dead.sync();
    dead.write(" and lost".getBytes(UTF_8));
    dead.sync();
    try (FSDataOutputStream out = files.resume(path, 4)) {
      assertEquals(4, out.getPos());
      out.write(" and new".getBytes(UTF_8));
      assertEquals(12, out.getPos());
    }
    assertEquals("kept and new", read(path));
    try (FSDataOutputStream out = files.resume(path, 12)) {
      out.write("!".getBytes(UTF_8));
    }
    assertEquals("kept and new!", read(path));
    assertThrows(IOException.class, () -> files.resume(path, 14).close());
    assertEquals("kept and new!", read(path));
    closeDead(dead);
    assertEquals("kept and new!", read(path));
  }

  /** A writer that was believed dead may fail to close, but must not write. */
  private static void closeDead(FSDataOutputStream dead) {
    try {
      dead.close();
    } catch (IOException | FlyshuttleException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  @Test
  void shouldTellWhereBlocksLie() throws IOException {
    Path path = write("file", "x".repeat(1000));
    FileStatus status = files.getFileStatus(path);
    BlockLocation[] blocks = files.getFileBlockLocations(status, 0, 1000);
    assertTrue(blocks.length >= 1);
    long covered = 0;
    for (BlockLocation block : blocks) {
      assertTrue(block.getHosts().length >= 1);
      covered += block.getLength();
    }
    assertTrue(covered >= 1000, "the blocks hold " + covered + " bytes");
    assertTrue(files.getDefaultBlockSize() > 0);
  }

  @Test
  void shouldTakeNamesWithSpacesAndSigns() throws IOException {
    Path path = write("a name, with=signs+äöü", "x");
    assertEquals("x", read(path));
    assertEquals("a name, with=signs+äöü", files.listStatus(base)[0].getPath().getName());
  }

  @Test
  void shouldPrepareAnOutputDirectory() throws IOException {
    write("out/old", "x");
    Path out = at("out");
    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class,
            () -> {
              if (!files.initOutPathDistFS(out, WriteMode.NO_OVERWRITE, false)) {
                files.initOutPathLocalFS(out, WriteMode.NO_OVERWRITE, false);
              }
            });
    assertEquals(ErrorCode.OUTPUT_EXISTS, refused.code());
    assertTrue(refused.getMessage().contains("out"), refused.getMessage());
    assertTrue(files.exists(at("out/old")));
  }
}
