// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
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
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The forms of compressed file that can be read, by extension. Usable by any thread. */
public final class Decompression {
  private static final int BUFFER_BYTES = 64 << 10;

  private static final Map<String, InflaterInputStreamFactory<?>> BY_EXTENSION =
      new ConcurrentHashMap<>();

  static {
    add(new Gzip());
    add(new Deflate());
    add(new Library(List.of("bz2", "bzip2"), in -> new BZip2CompressorInputStream(in, true)));
    add(new Library(List.of("xz"), in -> new XZInputStream(in)));
    add(new Library(List.of("zst", "zstd"), in -> new ZstdInputStream(in)));
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

  /** Opens a stream of a library. */
  private interface Opening {
    InputStream open(InputStream in) throws IOException;
  }

  /** A form that a library reads; its classes are loaded when the first such file is opened. */
  private record Library(List<String> extensions, Opening opening)
      implements InflaterInputStreamFactory<InputStream> {
    @Override
    public InputStream create(InputStream in) throws IOException {
      return opening.open(new BufferedInputStream(in, BUFFER_BYTES));
    }

    @Override
    public Collection<String> getCommonFileExtensions() {
      return extensions;
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
