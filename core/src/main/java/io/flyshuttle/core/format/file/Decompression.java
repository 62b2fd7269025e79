// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The forms of compressed file that can be read, by extension. Usable by any thread. */
public final class Decompression {
  private static final int BUFFER_BYTES = 64 << 10;

  private static final Map<String, InflaterInputStreamFactory<?>> BY_EXTENSION =
      new ConcurrentHashMap<>();

  static {
    add(new Gzip());
    add(new Deflate());
    ServiceLoader.load(InflaterInputStreamFactory.class, Decompression.class.getClassLoader())
        .forEach(Decompression::add);
  }

  private Decompression() {}

  private static void add(InflaterInputStreamFactory<?> factory) {
    factory.getCommonFileExtensions().forEach(extension -> register(extension, factory));
  }

  static void register(String extension, InflaterInputStreamFactory<?> factory) {
    BY_EXTENSION.put(extension.toLowerCase(Locale.ROOT), factory);
  }

  /** The reader of files with this extension, or null if they are not compressed. */
  public static InflaterInputStreamFactory<?> of(String extension) {
    return extension == null ? null : BY_EXTENSION.get(extension.toLowerCase(Locale.ROOT));
  }

  static Set<String> extensions() {
    return new TreeSet<>(BY_EXTENSION.keySet());
  }

  private static final class Gzip implements InflaterInputStreamFactory<GZIPInputStream> {
    @Override
    public GZIPInputStream create(InputStream in) throws IOException {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }

    @Override
    public Collection<String> getCommonFileExtensions() {
      return List.of("gz", "gzip");
    }
  }

  private static final class Deflate implements InflaterInputStreamFactory<InflaterInputStream> {
    @Override
    public InflaterInputStream create(InputStream in) {
      return new InflaterInputStream(in);
    }

    @Override
    public Collection<String> getCommonFileExtensions() {
      return List.of("deflate");
    }
  }
}
