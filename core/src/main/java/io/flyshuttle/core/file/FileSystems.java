// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/** The file systems that this process has met. Usable by any thread. */
final class FileSystems {

  /** What {@link FileSystem#initialize} set, and what was connected under it. */
  private record Setting(
      Map<String, String> options, URI defaultUri, ConcurrentHashMap<Key, FileSystem> connected) {}

  private record Key(String scheme, String authority) {}

  private static final String DEFAULT_SCHEME_KEY = "fs.default-scheme";

  private static volatile Setting setting = new Setting(Map.of(), null, new ConcurrentHashMap<>());

  private FileSystems() {}

  static void initialize(Map<String, String> options) {
    String text = options.getOrDefault(DEFAULT_SCHEME_KEY, "").trim();
    setting = new Setting(Map.copyOf(options), parseDefault(text), new ConcurrentHashMap<>());
  }

  private static URI parseDefault(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw invalidDefault(text, e);
    }
    throw invalidDefault(text, null);
  }

  private static FlyshuttleException invalidDefault(String text, Throwable cause) {
    return new FlyshuttleException(
        ErrorCode.INVALID_OPTION,
        "Option "
            + DEFAULT_SCHEME_KEY
            + " is '"
            + text
            + "', which names no file system; give one such as file:/// or hdfs://host:8020/.",
        cause);
  }

  static URI defaultUri() {
    return setting.defaultUri();
  }

  static FileSystem get(URI uri) throws IOException {
    Setting current = setting;
    URI qualified = qualify(uri, current.defaultUri());
    if ("file".equals(qualified.getScheme())) {
      rejectAuthority(qualified);
      return LocalFileSystem.INSTANCE;
    }
    Key key = new Key(qualified.getScheme(), qualified.getAuthority());
    FileSystem known = current.connected().get(key);
    if (known != null) {
      return known;
    }
    FileSystem created = create(qualified, current.options());
    FileSystem other = current.connected().putIfAbsent(key, created);
    return other == null ? created : other;
  }

  static void addTokens(byte[] tokens) throws IOException {
    for (FileSystemProvider provider :
        ServiceLoader.load(FileSystemProvider.class, FileSystems.class.getClassLoader())) {
      provider.addTokens(tokens);
    }
  }

  /** Gives a bare path the default's scheme, and a missing authority that of the default. */
  private static URI qualify(URI uri, URI defaultUri) {
    if (defaultUri == null) {
      return uri.getScheme() == null ? withDefault(uri, URI.create("file:///")) : uri;
    }
    boolean bare = uri.getScheme() == null;
    boolean sameScheme = defaultUri.getScheme().equals(uri.getScheme());
    return bare || (sameScheme && uri.getAuthority() == null) ? withDefault(uri, defaultUri) : uri;
  }

  private static URI withDefault(URI uri, URI defaultUri) {
    try {
      return new URI(
          defaultUri.getScheme(),
          defaultUri.getAuthority(),
          new Path(Path.SEPARATOR, uri.getPath().isEmpty() ? "." : uri.getPath()).getPath(),
          null,
          null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a path: " + uri, e);
    }
  }

  private static void rejectAuthority(URI uri) {
    if (uri.getAuthority() != null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "File URI "
              + uri
              + " names a host, '"
              + uri.getAuthority()
              + "'; a local file is written with three slashes: file:///"
              + uri.getAuthority()
              + uri.getPath()
              + ".");
    }
  }

  private static FileSystem create(URI uri, Map<String, String> options) throws IOException {
    List<FileSystemProvider> fallbacks = new ArrayList<>();
    for (FileSystemProvider provider :
        ServiceLoader.load(FileSystemProvider.class, FileSystems.class.getClassLoader())) {
      if (provider.serves(uri.getScheme())) {
        return provider.create(uri, options);
      }
      if (provider.isFallback()) {
        fallbacks.add(provider);
      }
    }
    for (FileSystemProvider provider : fallbacks) {
      FileSystem fileSystem = provider.create(uri, options);
      if (fileSystem != null) {
        return fileSystem;
      }
    }
    throw new FlyshuttleException(
        ErrorCode.INVALID_PROGRAM,
        "No file system serves the scheme '"
            + uri.getScheme()
            + "' of "
            + uri
            + ". Known are file"
            + (fallbacks.isEmpty()
                ? "; for others add their provider to the class path."
                : ", hdfs and what Hadoop has classes for; add the jar of the file system to the"
                    + " class path."));
  }
}
