// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "/a//b/, /a/b",
    "a/b, a/b",
    "/, /",
    "hdfs://host:8020/a/b/, hdfs://host:8020/a/b",
    "hdfs:///a, hdfs:/a",
    "file:///tmp/x y, file:/tmp/x y",
    "/a/../b/./c, /b/c",
    "/with space/and#hash?mark%20, /with space/and#hash?mark%20",
  })
  void shouldNormalize(String text, String shown) {
    assertEquals(shown, new Path(text).toString());
    assertEquals(new Path(text), new Path(new Path(text).toString()));
  }

  @Test
  void shouldTakePathsApart() {
    Path path = new Path("hdfs://host:1/a/b.txt");
    assertEquals("b.txt", path.getName());
    assertEquals("hdfs://host:1/a", path.getParent().toString());
    assertEquals("hdfs://host:1/", path.getParent().getParent().toString());
    assertNull(path.getParent().getParent().getParent());
    assertEquals(2, path.depth());
    assertTrue(path.isAbsolute());
    assertFalse(new Path("a").isAbsolute());
    assertEquals("hdfs://host:1/a/b.txt.tmp", path.suffix(".tmp").toString());
  }

  @Test
  void shouldResolveChildren() {
    assertEquals("/a/b", new Path("/a", "b").toString());
    assertEquals("/b", new Path("/", "b").toString());
    assertEquals("hdfs://h/a/b/c", new Path(new Path("hdfs://h/a"), "b/c").toString());
    assertEquals("hdfs://h/c", new Path(new Path("hdfs://h/a"), "/c").toString());
  }

  @Test
  void shouldRefuseEmptyPaths() {
    assertThrows(IllegalArgumentException.class, () -> new Path(""));
    assertThrows(IllegalArgumentException.class, () -> new Path("  "));
    assertThrows(IllegalArgumentException.class, () -> new Path((String) null));
  }

  @Test
  void shouldQualify() {
    Path path = new Path("x").makeQualified(FileSystem.getLocalFileSystem());
    assertEquals("file", path.toUri().getScheme());
    assertTrue(path.isAbsolute());
  }

  @Test
  void shouldSayThatASchemeIsNotServed() {
    FlyshuttleException failure =
        assertThrows(
            FlyshuttleException.class, () -> FileSystem.get(URI.create("gopher://host/x")));
    assertTrue(failure.getMessage().contains("gopher"), failure.getMessage());
    FlyshuttleException host =
        assertThrows(FlyshuttleException.class, () -> FileSystem.get(URI.create("file://tmp/x")));
    assertTrue(host.getMessage().contains("file:///tmp/x"), host.getMessage());
  }

  @Test
  void shouldTakeBarePathsFromTheDefaultFileSystem() throws IOException {
    assertSame(FileSystem.getLocalFileSystem(), FileSystem.get(URI.create("/x")));
    Configuration configuration = new Configuration();
    configuration.setString("fs.default-scheme", "gopher://host/");
    FileSystem.initialize(configuration);
    try {
      FlyshuttleException failure =
          assertThrows(FlyshuttleException.class, () -> FileSystem.get(URI.create("/x")));
      assertTrue(failure.getMessage().contains("gopher://host/x"), failure.getMessage());
      assertSame(FileSystem.getLocalFileSystem(), FileSystem.get(URI.create("file:///x")));
      configuration.setString("fs.default-scheme", "nonsense");
      assertThrows(FlyshuttleException.class, () -> FileSystem.initialize(configuration));
    } finally {
      FileSystem.initialize(new Configuration());
    }
  }
}
