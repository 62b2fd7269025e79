// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicPublishTest {

  @TempDir java.nio.file.Path directory;

  @Test
  void shouldPublishOnce() throws IOException {
    FileSystem local = FileSystem.getLocalFileSystem();
    Path target = new Path(directory.toString(), "published");
    assertTrue(AtomicPublish.publish(local, target, out -> out.write('a')));
    assertFalse(AtomicPublish.publish(local, target, out -> out.write('b')));
    assertThrows(
        IOException.class,
        () ->
            AtomicPublish.publish(
                local,
                new Path(directory.toString(), "other"),
                out -> {
                  throw new IOException("full");
                }));
    assertEquals("a", Files.readString(directory.resolve("published")));
    assertEquals(1, local.listStatus(new Path(directory.toString())).length);
  }
}
